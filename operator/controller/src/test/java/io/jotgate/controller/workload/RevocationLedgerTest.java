package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.attachment.PolicyPair;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.attachment.WorkloadReport.Revoked;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.LoadedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevocationLedgerTest {
  private static final WorkloadReports.Key ORDERS = new WorkloadReports.Key("shop", "orders");

  private final RevocationLedger ledger = new RevocationLedger();

  private Revoked revoked(String version, List<String> rendered, List<SidecarAnswer> pods) {
    return ledger.revoked(ORDERS, facts(rendered), plan(version), pods);
  }

  @Test
  void aPodCountsForAllThatTheVersionHoldsWhichItHasLoaded() {
    assertEquals(
        new Revoked(2, Map.of("a", 1, "b", 1)),
        revoked("v1", List.of("a", "b"), List.of(ready("v1"), ready("v0"))));
  }

  @Test
  void oneMoreRevocationDoesNotMakeTheOthersLookUndone() {
    revoked("v1", List.of("a"), List.of(ready("v1")));
    assertEquals(
        new Revoked(1, Map.of("a", 1, "b", 0)),
        revoked("v2", List.of("a", "b"), List.of(ready("v1"))));
  }

  @Test
  void whatHasGoneIsNotReportedAndAPodThatDoesNotAnswerEnforcesNothing() {
    revoked("v1", List.of("a", "b"), List.of(ready("v1")));
    assertEquals(
        new Revoked(2, Map.of("b", 1)),
        revoked("v2", List.of("b"), List.of(ready("v1"), silent())));
  }

  @Test
  void versionsLongGoneAreForgotten() {
    revoked("v1", List.of("a"), List.of());
    IntStream.range(0, 40).forEach(i -> revoked("later-" + i, List.of("a"), List.of()));
    assertEquals(
        new Revoked(1, Map.of("a", 0)), revoked("last", List.of("a"), List.of(ready("v1"))));
  }

  private static SidecarAnswer ready(String version) {
    return new SidecarAnswer(
        pod(),
        Optional.of(
            new LoadedState(
                new TreeMap<>(Map.of(EnvoyRenderer.REVOCATION, version)),
                EnvoyRenderer.BOOTSTRAP_VERSION,
                0,
                0)),
        false);
  }

  private static SidecarAnswer silent() {
    return new SidecarAnswer(pod(), Optional.empty(), false);
  }

  private static Pod pod() {
    return Serialization.unmarshal(
        """
        metadata: {name: orders-1}
        status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
        """,
        Pod.class);
  }

  private static PolicyPlan plan(String version) {
    return new PolicyPlan(
        PolicyCompiler.compile("orders", List.of(), Map.of()),
        Documents.of(Map.of()),
        Documents.of(
            Map.of(EnvoyRenderer.REVOCATION, "{\"version_info\":\"%s\"}".formatted(version))),
        true,
        Optional.empty(),
        OptionalInt.empty());
  }

  private static WorkloadFacts facts(List<String> uids) {
    var workload =
        new Workload(
            WorkloadRef.Kind.Deployment,
            "shop",
            "orders",
            new OwnerReference(),
            Map.of(),
            Map.of(),
            1,
            1);
    List<TokenRevocation> revocations =
        uids.stream()
            .map(
                uid ->
                    Serialization.unmarshal(
                        "metadata: {name: leaked, uid: %s}".formatted(uid), TokenRevocation.class))
            .toList();
    return new WorkloadFacts(
        workload,
        PolicyPair.policy(workload, Documents.of(Map.of())),
        Optional.empty(),
        List.of(),
        Map.of("login", new IssuerFacts(new JwtIssuer(), Optional.empty(), revocations)),
        List.of(),
        List.of(),
        List.of());
  }
}
