package io.jotgate.controller;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.controller.attachment.PortProbe;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.protectedroute.ProtectedRouteReconciler;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.tokenrevocation.TokenRevocationReconciler;
import io.jotgate.controller.workload.WorkloadPolicyReconciler;
import io.jotgate.keys.KeyRing;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.SidecarLayout;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.Rig;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The operator at work on routes and workloads, and the one workload that its tests are about: the
 * Deployment {@code orders}, its pod {@code orders-1}, and the route {@code orders} that trusts the
 * issuer {@code login} and asks for the scope {@code orders:read}.
 */
@Rig
public final class OrdersRig implements AutoCloseable {
  /** The ConfigMap with the policy of the workload. */
  public static final String POLICY = "orders-jotgate-policy";

  /** The ConfigMap with the keys that the workload trusts. */
  public static final String TRUST = "orders-jotgate-trust";

  private static final String ORDERS = "orders";
  private static final String POD = "orders-1";
  private static final String ADDRESS = "10.0.0.7";

  private final NamespaceUser user;
  private final Shop shop;
  private final SidecarPods pods;
  private final AtomicBoolean applicationAnswers = new AtomicBoolean();
  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
  private final RunningOperator operator;

  OrdersRig(InstalledNamespace namespace, NamespaceUser user, Shop shop, SidecarPods pods) {
    this.user = user;
    this.shop = shop;
    this.pods = pods;
    PortProbe ports = (address, port) -> applicationAnswers.get();
    InstantSource clock = () -> Clock.systemUTC().instant().plus(passed.get());
    var renderer = new EnvoyRenderer(SidecarLayout.INJECTED);
    this.operator =
        RunningOperator.start(
            namespace,
            (client, controllers) -> {
              var reports = new WorkloadReports();
              controllers
                  .register(
                      new ProtectedRouteReconciler(
                          client, renderer, reports, new RecordedEvents(), Clock.systemUTC()),
                      FieldManagers.PROTECTED_ROUTE)
                  .register(
                      new WorkloadPolicyReconciler(
                          client, renderer, pods, ports, reports, "jotgate-system", clock),
                      FieldManagers.WORKLOAD_POLICY,
                      WorkloadPolicyReconciler.PRIMARIES)
                  .register(
                      new TokenRevocationReconciler(client, reports, new RecordedEvents(), clock),
                      FieldManagers.TOKEN_REVOCATION);
            });
  }

  /** The operator, which works from the start. */
  public RunningOperator operator() {
    return operator;
  }

  /** An issuer with a key, the Deployment and its route; returns the issuer's ring. */
  public KeyRing userProtectsOrders() {
    KeyRing ring = shop.userCreatesIssuer("login");
    shop.userDeploys(ORDERS, 1);
    shop.userProtects(ORDERS, ORDERS, "/orders", "orders:read");
    return ring;
  }

  /** The same, and the operator has written everything: only pods are missing. */
  public KeyRing protectedOrders() {
    KeyRing ring = userProtectsOrders();
    awaitPolicy("orders:read");
    awaitTrust(ring.active().orElseThrow().kid());
    awaitCondition("Programmed", "False", "NoReadyPods");
    return ring;
  }

  /** The same, and the route is ready: a pod has loaded everything. */
  public KeyRing readyOrders() {
    KeyRing ring = protectedOrders();
    podStarts();
    podLoads();
    podBecomesReady();
    awaitCondition("Ready", "True", "Ready");
    return ring;
  }

  /** The pod is there, not ready; its sidecar has loaded nothing. */
  public void podStarts() {
    pods.starts(POD, ORDERS, ADDRESS);
  }

  /** A pod that a node runs is ready, and its sidecar does not answer. */
  public void silentPodRunsOn(String node) {
    pods.starts(POD, ORDERS, ADDRESS, node);
    podBecomesReady();
  }

  /** The sidecar loads what the ConfigMaps hold now. */
  public void podLoads() {
    pods.loads(ORDERS, ADDRESS);
  }

  /** The same of a sidecar that was started with this version of the bootstrap. */
  public void podLoads(String bootstrap) {
    pods.loads(ORDERS, ADDRESS, bootstrap);
  }

  /** The pod answers its probes. */
  public void podBecomesReady() {
    pods.becomesReady(POD, ADDRESS);
  }

  /** The pod fails its probes: its sidecar hangs. */
  public void podHangs() {
    pods.hangs(POD, ADDRESS);
  }

  /** The sidecar ends and is not started again soon. */
  public void sidecarEnds() {
    pods.ends(POD, ADDRESS);
  }

  /** From now on the port of the application answers everybody. */
  public void applicationAnswersPastTheSidecar() {
    applicationAnswers.set(true);
  }

  /** Lets time pass at once for what the operator decides about revocations. */
  public void timePasses(Duration time) {
    passed.updateAndGet(time::plus);
  }

  /** What the pod was last told to refresh its files for. */
  public Optional<String> refreshOfPod() {
    return Metadata.annotation(user.get(Pod.class, POD), JotgateAnnotations.REFRESH);
  }

  /** The routes of the policy; empty when there are none. */
  public String policy() {
    return document(POLICY, "rds.json");
  }

  /** The keys of the trust; empty when there are none. */
  public String trust() {
    return document(TRUST, "ecds-jwt.json");
  }

  /** The lists of what is revoked; empty when there are none. */
  public String revoked() {
    return document(TRUST, "ecds-revocation.json");
  }

  /** Waits until the policy contains a text. */
  public void awaitPolicy(String text) {
    awaiting(() -> assertTrue(policy().contains(text), () -> "no " + text + " in the policy"));
  }

  /** Waits until the trust contains a text. */
  public void awaitTrust(String text) {
    awaiting(() -> assertTrue(trust().contains(text), () -> "no " + text + " in the trust"));
  }

  /** Waits for a condition of the route. */
  public ProtectedRouteStatus awaitCondition(String type, String status, String reason) {
    return shop.awaitCondition(ORDERS, type, status, reason);
  }

  /** The status of the route. */
  public ProtectedRouteStatus status() {
    return shop.status(ORDERS);
  }

  @Override
  public void close() {
    operator.close();
  }

  private String document(String configMap, String file) {
    return user.find(ConfigMap.class, configMap).flatMap(map -> Data.text(map, file)).orElse("");
  }
}
