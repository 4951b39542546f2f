package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jotgate.controller.faults.Fault;
import io.jotgate.controller.faults.FaultyApi;
import io.jotgate.controller.propagation.PodReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One pod that cannot be told is no reason to leave the others untold. */
class PodRefreshTest {
  private static final IssuerContent CONTENT =
      new IssuerContent("uid", 7, Optional.of("k1"), "c".repeat(64), "r1");
  private static final List<PodReport> PODS = List.of(pod("login-1"), pod("login-2"));
  private static final String FIRST = "PATCH pods/login-1";
  private static final String SECOND = "PATCH pods/login-2";

  @RegisterExtension final FaultyApi api = new FaultyApi();

  @BeforeEach
  void twoPodsRun() {
    PODS.forEach(pod -> api.has(Pod.class, stored(pod.name())));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "NOT_FOUND",
        "CONFLICT",
        "FORBIDDEN",
        "THROTTLED",
        "FAILURE",
        "BROKEN",
        "HALF_AN_ANSWER"
      })
  void theOtherPodsAreStillRefreshed(Fault fault) {
    api.always(FIRST, fault);

    assertDoesNotThrow(() -> new PodRefresh(api.client()).refresh("shop", PODS, CONTENT));

    assertEquals(List.of(FIRST, SECOND), api.writes().stream().distinct().toList());
    assertEquals(
        CONTENT.name(),
        api.calls().getLast().body().at("/metadata/annotations/jotgate.io~1refresh").asText());
  }

  @Test
  void aPodThatHasGoneNeedsNothing() {
    api.loses("pods/login-1");

    new PodRefresh(api.client()).refresh("shop", PODS, CONTENT);

    assertEquals(List.of(SECOND), api.writes());
  }

  @Test
  void anApiServerThatFallsSilentForOnePodDoesNotKeepTheOthersUntold() {
    api.always(FIRST, Fault.SILENCE);

    new PodRefresh(api.impatientClient()).refresh("shop", PODS, CONTENT);

    assertEquals(List.of(FIRST, SECOND), api.writes());
  }

  private static Pod stored(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shop")
        .endMetadata()
        .build();
  }

  private static PodReport pod(String name) {
    return new PodReport(name, true, Optional.empty(), Optional.empty());
  }
}
