package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.controller.propagation.PodReport;
import io.jotgate.issuer.model.IssuerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PropagationTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final IssuerContent CONTENT =
      new IssuerContent("uid", 7, Optional.of("k1"), "c".repeat(64), "r1");
  private static final IssuerState LOADED =
      new IssuerState("login-1", "uid", 7, List.of("k1"), "k1", "r1", "c".repeat(64), true, "test");

  @Test
  void asksSoonAfterAChangeAndSeldomLater() {
    assertEquals(Duration.ofSeconds(1), delayFor(Duration.ZERO));
    assertEquals(Duration.ofSeconds(1), delayFor(Duration.ofSeconds(3)));
    assertEquals(Duration.ofSeconds(4), delayFor(Duration.ofSeconds(12)));
    assertEquals(Duration.ofSeconds(10), delayFor(Duration.ofHours(1)));
    assertEquals(Duration.ofSeconds(1), delayFor(Duration.ofMinutes(-5)));
  }

  @Test
  void aPodThatHasLoadedEverythingIsLeftAlone() {
    assertEquals(List.of(), lagging(pod(true, Optional.empty(), Optional.of(LOADED))));
  }

  @Test
  void aPodThatLagsIsToldOnce() {
    IssuerState behind =
        new IssuerState(
            "login-1", "uid", 6, List.of("k1"), "k1", "r1", "c".repeat(64), true, "test");

    assertEquals(List.of("login-1"), lagging(pod(true, Optional.of("older"), Optional.of(behind))));
    assertEquals(List.of(), lagging(pod(true, Optional.of(CONTENT.name()), Optional.of(behind))));
  }

  @Test
  void aPodThatCannotSignThoughItHasTheRingIsTold() {
    IssuerState cannotSign =
        new IssuerState(
            "login-1", "uid", 7, List.of("k1"), null, "r1", "c".repeat(64), false, "test");

    assertEquals(
        List.of("login-1"), lagging(pod(false, Optional.empty(), Optional.of(cannotSign))));
  }

  @Test
  void aPodThatStartsReadsThePresentFilesAnyway() {
    assertEquals(List.of(), lagging(pod(false, Optional.empty(), Optional.empty())));
  }

  private static Duration delayFor(Duration age) {
    return PropagationPace.delay(NOW.minus(age), NOW);
  }

  private static List<String> lagging(PodReport pod) {
    return PodRefresh.lagging(List.of(pod), CONTENT).stream().map(PodReport::name).toList();
  }

  private static PodReport pod(
      boolean ready, Optional<String> refresh, Optional<IssuerState> state) {
    return new PodReport("login-1", ready, refresh, state);
  }
}
