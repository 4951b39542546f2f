package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.attachment.PolicyPair;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.attachment.WorkloadReport.Revoked;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.model.Revocations;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.SidecarLayout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkloadReportFactoryTest {
  private static final Workload ORDERS =
      new Workload(
          WorkloadRef.Kind.Deployment,
          "shop",
          "orders",
          new OwnerReference(),
          Map.of(),
          Map.of(),
          1,
          1);
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  private final EnvoyRenderer renderer = new EnvoyRenderer(SidecarLayout.INJECTED);

  @Test
  void aRouteSaysThatItRefusesTokensNobodyNamedSinceNotAllRevocationsFit() {
    assertEquals(List.of(), limitations(revoked(100)));

    assertEquals(
        List.of(
            "issuer login: not all revocations fit, so every token issued before 2026-12-01T12:00:00Z is refused"),
        limitations(revoked(20_000)));
  }

  private List<String> limitations(Revocations revocations) {
    ProtectedRoute route =
        Serialization.unmarshal(
            """
            metadata: {name: orders, namespace: shop}
            spec:
              issuerRefs: [{name: login}]
              enforcement: {envoySidecar: {workloadRef: {kind: Deployment, name: orders}, upstreamPort: 8080}}
              rules: [{name: read, matches: [{path: {type: PathPrefix, value: /}, methods: [GET]}]}]
            """,
            ProtectedRoute.class);
    var login =
        new ResolvedIssuer("login", "https://login.shop.svc", List.of("orders-api"), 1, List.of());
    Compiled compiled =
        PolicyCompiler.compile(
            "orders", List.of(route), Map.of("login", login.withRevocations(revocations)));
    var policy = renderer.policyDocuments(compiled.policy());
    var trust = renderer.trustDocuments(compiled.trust());
    var facts =
        new WorkloadFacts(
            ORDERS,
            PolicyPair.policy(ORDERS, policy),
            Optional.of(PolicyPair.trust(ORDERS, trust)),
            List.of(route),
            Map.of(),
            List.of(),
            List.of(),
            List.of());
    return WorkloadReportFactory.report(
            facts,
            new PolicyPlan(compiled, policy, trust, true, Optional.empty(), OptionalInt.of(8080)),
            List.of(),
            List.of(),
            Optional.empty(),
            new Revoked(0, Map.of()))
        .routes()
        .values()
        .iterator()
        .next()
        .verdict()
        .limitations();
  }

  private static Revocations revoked(int tokens) {
    SortedMap<String, Instant> ids = new TreeMap<>();
    for (int i = 0; i < tokens; i++) {
      ids.put("0199f5c1-0000-7000-8000-%012d".formatted(i), NOON);
    }
    return new Revocations(ids, new TreeMap<>(), List.of(), Optional.empty());
  }
}
