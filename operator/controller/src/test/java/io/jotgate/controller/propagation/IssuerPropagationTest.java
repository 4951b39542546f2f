package io.jotgate.controller.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.issuer.model.IssuerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssuerPropagationTest {
  private static final NodeOutage OUTAGE = new NodeOutage(Instant.parse("2026-01-01T00:00:00Z"));

  private final List<String> lookedAt = new ArrayList<>();
  private final Map<String, IssuerState> answers =
      Map.of("10.0.0.1", state("login-1"), "10.0.0.2", state("login-2"));
  private final IssuerPropagation propagation =
      new IssuerPropagation(address -> Optional.ofNullable(answers.get(address)), this::outage);

  @Test
  void reportsEveryPodThatANodeMayRunSortedByName() {
    List<PodReport> reports =
        propagation.ask(
            List.of(
                pod("login-2", "node", "Running", "10.0.0.2"),
                pod("login-1", "node", "Running", "10.0.0.1"),
                pod("login-3", "node", "Pending", null)));

    assertEquals(
        List.of(
            new PodReport("login-1", true, Optional.of("r"), Optional.of(state("login-1"))),
            new PodReport("login-2", true, Optional.of("r"), Optional.of(state("login-2"))),
            new PodReport("login-3", true, Optional.of("r"), Optional.empty())),
        reports);
  }

  @Test
  void aPodWithoutANodeHasLoadedNothingAndOneThatEndedNeverWill() {
    assertEquals(
        List.of(),
        propagation.ask(
            List.of(
                pod("login-1", null, "Pending", null),
                pod("login-2", "node", "Failed", "10.0.0.2"),
                pod("login-3", "node", "Succeeded", null))));
  }

  @Test
  void anAddressThatAnotherPodHasTakenOverSaysNothing() {
    List<PodReport> reports =
        propagation.ask(List.of(pod("login-9", "node", "Running", "10.0.0.1")));

    assertEquals(Optional.empty(), reports.getFirst().state());
  }

  @Test
  void looksAtANodeOnceAndOnlyIfAPodOfItDoesNotAnswer() {
    List<PodReport> reports =
        propagation.ask(
            List.of(
                pod("login-1", "good", "Running", "10.0.0.1"),
                pod("login-3", "lost", "Running", "10.0.0.3"),
                pod("login-4", "lost", "Running", null)));

    assertEquals(
        List.of(Optional.empty(), Optional.of(OUTAGE), Optional.of(OUTAGE)),
        reports.stream().map(PodReport::outage).toList());
    assertEquals(List.of("lost"), lookedAt);
  }

  @Test
  void asksMorePodsThanItAsksAtOnce() {
    List<Pod> many =
        IntStream.range(0, 200)
            .mapToObj(i -> pod("login-%03d".formatted(i), "node", "Running", "10.9.9.9"))
            .toList();

    assertEquals(200, propagation.ask(many).size());
  }

  private Optional<NodeOutage> outage(String node) {
    lookedAt.add(node);
    return node.equals("lost") ? Optional.of(OUTAGE) : Optional.empty();
  }

  private static IssuerState state(String pod) {
    return new IssuerState(pod, "uid", 1, List.of("k"), "k", "r", "h", true, "test");
  }

  private static Pod pod(
      String name, @Nullable String node, String phase, @Nullable String address) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToAnnotations(JotgateAnnotations.REFRESH, "r")
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .withPodIP(address)
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }
}
