package io.jotgate.controller.jwtissuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.KeyVerifier;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.testing.apiserver.AuditedRequest;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class JwtIssuerReconcilerIT {
  private static final int OWNED = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private final IssuerPods pods;
  private final RunningOperator operator;

  JwtIssuerReconcilerIT(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.pods = new IssuerPods(user, namespace.name(), "login");
    this.operator =
        RunningOperator.start(
            namespace,
            FieldManagers.JWT_ISSUER,
            client ->
                new JwtIssuerReconciler(
                    client,
                    new IssuerPlatform("issuer:test", namespace.name()),
                    pods,
                    new SecureRandom(),
                    new ApiEventRecorder(client, Clock.systemUTC(), "operator-test"),
                    Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    operator.close();
    assertEquals(
        List.of(),
        namespace.operatorRequests().stream().filter(AuditedRequest::isForbidden).toList(),
        "the operator asked for something that the chart does not allow");
  }

  @Test
  void makesEverythingThatATokenServiceNeeds() {
    userCreatesIssuer();

    awaiting(() -> get(Deployment.class, "login"));
    JwtIssuer issuer = get(JwtIssuer.class, "login");
    for (HasMetadata owned : ownedObjects()) {
      assertTrue(OwnerReferences.isOwnedBy(owned, issuer), name(owned) + " goes with its issuer");
      assertTrue(JotgateLabels.carries(owned, JotgateLabels.ofIssuer("login")), name(owned));
    }
    for (HasMetadata kept : keyObjects()) {
      assertEquals(List.of(), OwnerReferences.of(kept), name(kept) + " outlives its issuer");
      assertTrue(JotgateLabels.carries(kept, JotgateLabels.ofIssuer("login")), name(kept));
    }
    assertEquals(
        List.of(FieldManagers.JWT_ISSUER), managers(get(Deployment.class, "login")), "one writer");
  }

  @Test
  void publishesTheNextKeyFromTheStart() {
    userCreatesIssuer();

    awaiting(() -> assertEquals(List.of(KeyState.ACTIVE, KeyState.PREPARED), states()));
    SigningKey active = ring().active().orElseThrow();
    SigningKey next = ring().prepared().orElseThrow();
    assertNotEquals(active.slot(), next.slot(), "in different Secrets");
    assertEquals(
        List.of(active.kid(), next.kid()),
        JwkSets.parse(jwks()).stream().map(PublicJwk::kid).toList());
  }

  @Test
  void isReadyWhenItsPodsHaveLoadedEverything() {
    userCreatesIssuer();
    awaiting(() -> assertCondition("Ready", "False", "NoReadyPods"));

    pods.start("login-1");

    awaiting(() -> assertCondition("Ready", "True", "Ready"));
    JwtIssuerStatus status = status();
    assertEquals("https://login." + namespace.name() + ".svc", status.issuerURL());
    assertEquals(ring().active().orElseThrow().kid(), status.activeKeyID());
    assertEquals(new JwtIssuerStatus.Replicas(2, 1, 1), status.replicas());
    awaiting(() -> assertTrue(events().contains("Ready")));
    assertTrue(events().containsAll(List.of("KeyPrepared", "KeyActivated", "CertificateIssued")));
  }

  @Test
  void rotatesOnRequestOnceEveryPodHasTheNextKey() {
    readyIssuer();
    String old = ring().active().orElseThrow().kid();
    String next = ring().prepared().orElseThrow().kid();

    userAsksForRotation("first");

    awaiting(() -> assertEquals(next, ring().active().orElseThrow().kid()));
    assertEquals(KeyState.RETIRING, ring().find(old).orElseThrow().state());
    awaiting(() -> assertEquals(next, status().activeKeyID()));
    awaiting(
        () ->
            assertEquals(List.of(KeyState.RETIRING, KeyState.ACTIVE, KeyState.PREPARED), states()));
    awaiting(() -> assertTrue(events().contains("KeyRetiring")));
  }

  @Test
  void rotatesOnceForARequestHoweverOftenItIsRead() {
    readyIssuer();
    String next = ring().prepared().orElseThrow().kid();
    userAsksForRotation("first");
    awaiting(() -> assertEquals(next, ring().active().orElseThrow().kid()));

    settle();

    assertEquals(next, ring().active().orElseThrow().kid());
    assertEquals(List.of("first"), ring().handledRequests());
  }

  @Test
  void holdsARotationForAPodThatDoesNotAnswerAndNamesIt() {
    readyIssuer();
    String old = ring().active().orElseThrow().kid();
    pods.startSilent("login-2");
    userAsksForRotation("now");

    awaiting(() -> assertCondition("RotationBlocked", "True", "PropagationPending"));
    assertTrue(condition("RotationBlocked").getMessage().contains("login-2"));
    assertEquals(old, ring().active().orElseThrow().kid());
    awaiting(() -> assertCondition("JWKSPublished", "Unknown", "PodsUnreachable"));

    pods.loadsAgain("login-2");

    awaiting(() -> assertNotEquals(old, ring().active().orElseThrow().kid()));
    awaiting(() -> assertCondition("Ready", "True", "Ready"));
  }

  @Test
  void holdsARotationForARouteWhoseProxiesLag() {
    readyIssuer();
    String old = ring().active().orElseThrow().kid();
    userCreatesRoute();
    userAsksForRotation("now");
    awaiting(() -> assertCondition("RotationBlocked", "True", "PropagationPending"));
    assertTrue(condition("RotationBlocked").getMessage().contains("ProtectedRoute orders"));
    assertEquals(old, ring().active().orElseThrow().kid());
    assertEquals(1, status().routes());

    routeReportsEpoch(ring().epoch());

    awaiting(() -> assertNotEquals(old, ring().active().orElseThrow().kid()));
  }

  @Test
  void tellsAPodThatLagsToRefreshItsFilesOnce() {
    readyIssuer();
    settle();
    int before = podPatches();
    pods.stopsLoading("login-1");

    userAsksForRotation("now");

    awaiting(() -> assertTrue(refreshOf("login-1").isPresent()));
    assertTrue(refreshOf("login-1").get().contains(ring().active().orElseThrow().kid()));
    touch();
    touch();
    assertEquals(before + 1, podPatches());
  }

  @Test
  void replacesThePreparedKeyWhenItsPrivateHalfIsDeleted() {
    readyIssuer();
    String active = ring().active().orElseThrow().kid();
    SigningKey lost = ring().prepared().orElseThrow();

    delete(Secret.class, "login-signing-" + lost.slot().name().toLowerCase(Locale.ROOT));

    awaiting(
        () -> assertNotEquals(lost.kid(), ring().prepared().map(SigningKey::kid).orElse("none")));
    assertEquals(active, ring().active().orElseThrow().kid());
  }

  @Test
  void theNextKeyTakesOverWhenThePrivateHalfOfTheActiveOneIsDeleted() {
    readyIssuer();
    SigningKey lost = ring().active().orElseThrow();
    String next = ring().prepared().orElseThrow().kid();

    delete(Secret.class, "login-signing-" + lost.slot().name().toLowerCase(Locale.ROOT));

    awaiting(() -> assertEquals(next, ring().active().orElseThrow().kid()));
    assertEquals(KeyState.RETIRING, ring().find(lost.kid()).orElseThrow().state());
    awaiting(() -> assertCondition("KeysReady", "True", "KeyActive"));
  }

  @Test
  void makesNoNewKeysWhenTheRingIsDeleted() {
    readyIssuer();
    String privateHalf = Data.text(get(Secret.class, "login-signing-a"), "jwk.json").orElseThrow();

    delete(ConfigMap.class, "login-jwks");

    awaiting(() -> assertCondition("KeysReady", "False", "RingMissing"));
    assertCondition("Stalled", "True", "RingMissing");
    assertEquals(
        privateHalf, Data.text(get(Secret.class, "login-signing-a"), "jwk.json").orElseThrow());
  }

  @Test
  void touchesNothingWhenTheRingIsDamaged() {
    readyIssuer();
    pods.stopsLoading("login-1");
    patch(ConfigMap.class, "login-jwks", "{\"data\":{\"ring.json\":\"{}\"}}");

    awaiting(() -> assertCondition("KeysReady", "False", "RingUnreadable"));

    assertEquals("{}", Data.text(get(ConfigMap.class, "login-jwks"), "ring.json").orElseThrow());
    assertCondition("Stalled", "True", "RingUnreadable");
  }

  @Test
  void withdrawsASuspendedConsumerAlthoughTheRingIsDamaged() {
    readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));
    pods.stopsLoading("login-1");
    patch(ConfigMap.class, "login-jwks", "{\"data\":{\"ring.json\":\"{}\"}}");
    awaiting(() -> assertCondition("Ready", "False", "RingUnreadable"));

    patch(ApiConsumer.class, "batch", "{\"spec\":{\"suspended\":true}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
    assertCondition("Ready", "False", "RingUnreadable");
  }

  @Test
  void healsTheJwkSetFromTheRing() {
    readyIssuer();
    String good = jwks();

    user.resource(
            new ConfigMapBuilder(get(ConfigMap.class, "login-jwks"))
                .addToData("jwks.json", "{\"keys\":[]}")
                .build())
        .update();

    awaiting(() -> assertEquals(good, jwks()));
  }

  @Test
  void makesAgainWhatSomebodyDeletesOrChanges() {
    readyIssuer();
    String authority = get(ConfigMap.class, "login-ca").getData().get("ca.crt");

    delete(Deployment.class, "login");
    delete(Service.class, "login");
    delete(Secret.class, "login-tls");
    delete(Secret.class, "login-credentials");
    delete(ConfigMap.class, "login-config");
    delete(ConfigMap.class, "login-ca");
    patch(NetworkPolicy.class, "login", "{\"spec\":{\"policyTypes\":[\"Ingress\"]}}");
    patch(
        PodDisruptionBudget.class,
        "login",
        "{\"spec\":{\"selector\":{\"matchLabels\":{\"x\":\"y\"}}}}");

    awaiting(() -> assertEquals(OWNED, ownedObjects().size()));
    awaiting(
        () ->
            assertEquals(
                List.of("Ingress", "Egress"),
                get(NetworkPolicy.class, "login").getSpec().getPolicyTypes()));
    awaiting(
        () ->
            assertEquals(
                null,
                get(PodDisruptionBudget.class, "login")
                    .getSpec()
                    .getSelector()
                    .getMatchLabels()
                    .get("x")));
    assertEquals(authority, get(ConfigMap.class, "login-ca").getData().get("ca.crt"));
  }

  @Test
  void neverTouchesAServiceThatSomebodyElseMade() {
    user.resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("login")
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();

    userCreatesIssuer();

    awaiting(() -> assertCondition("Ready", "False", "NameConflict"));
    assertCondition("Stalled", "True", "NameConflict");
    Service foreign = get(Service.class, "login");
    assertEquals(80, foreign.getSpec().getPorts().getFirst().getPort());
    assertEquals(Map.of(), Metadata.labels(foreign));

    delete(Service.class, "login");
    pods.start("login-1");

    awaiting(() -> assertCondition("Ready", "True", "Ready"));
  }

  @Test
  void neverTouchesASigningSecretThatSomebodyElseMade() {
    user.resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("login-signing-a")
                .withNamespace(namespace.name())
                .endMetadata()
                .withStringData(Map.of("mine", "yes"))
                .build())
        .create();

    userCreatesIssuer();

    awaiting(() -> assertCondition("Ready", "False", "NameConflict"));
    assertEquals("yes", Data.text(get(Secret.class, "login-signing-a"), "mine").orElseThrow());
  }

  @Test
  void saysWhatTheApiServerRefusesAndRecoversWhenItIsCorrected() {
    readyIssuer();

    patch(
        JwtIssuer.class,
        "login",
        "{\"spec\":{\"deployment\":{\"resources\":{\"requests\":{\"memory\":\"2Gi\"},\"limits\":{\"memory\":\"1Gi\"}}}}}");

    awaiting(() -> assertCondition("Ready", "False", "ApplyRefused"));
    assertTrue(condition("Ready").getMessage().contains("memory"));

    patch(JwtIssuer.class, "login", "{\"spec\":{\"deployment\":{\"resources\":null}}}");

    awaiting(() -> assertCondition("Ready", "True", "Ready"));
  }

  @Test
  void changesFilesAndNoPodWhenOnlySettingsChange() {
    readyIssuer();
    long generation = get(Deployment.class, "login").getMetadata().getGeneration();

    patch(JwtIssuer.class, "login", "{\"spec\":{\"token\":{\"ttl\":\"2m\"}}}");

    awaiting(
        () ->
            assertTrue(
                Data.text(get(ConfigMap.class, "login-config"), "issuer.json")
                    .orElseThrow()
                    .contains("\"ttlSeconds\":120")));
    awaiting(() -> assertCondition("Ready", "True", "Ready"));
    assertEquals(generation, get(Deployment.class, "login").getMetadata().getGeneration());
  }

  @Test
  void tellsItsPodsWhichConsumersMayHaveTokens() {
    readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));
    awaiting(() -> assertEquals(revision(), acknowledgedRevision()));
    awaiting(() -> assertEquals(1, status().consumers()));

    pods.stopsLoading("login-1");
    patch(ApiConsumer.class, "batch", "{\"spec\":{\"suspended\":true}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
    assertNotEquals(revision(), acknowledgedRevision());
    pods.loadsAgain("login-1");
    awaiting(() -> assertEquals(revision(), acknowledgedRevision()));
  }

  @Test
  void doesNotBelieveVerifiersThatBelongToNobody() {
    readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));

    patch(Secret.class, "batch-verifiers", "{\"metadata\":{\"ownerReferences\":null}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
  }

  @Test
  void writesNothingWhenNothingChanges() {
    readyIssuer();
    settle();
    int writes = writes();

    for (int i = 0; i < 5; i++) {
      touch();
    }

    assertEquals(writes, writes());
  }

  private void readyIssuer() {
    userCreatesIssuer();
    pods.start("login-1");
    awaiting(() -> assertCondition("Ready", "True", "Ready"));
  }

  private void userCreatesIssuer() {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: login}
        spec:
          token: {audiences: [orders-api]}
          keys: {rotation: {verifierCache: 0s}}
        """);
  }

  private void userCreatesRoute() {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ProtectedRoute
        metadata: {name: orders}
        spec:
          issuerRefs: [{name: login}]
          enforcement:
            type: EnvoySidecar
            envoySidecar: {workloadRef: {kind: Deployment, name: orders}, upstreamPort: 8080}
          rules:
          - name: read
            matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}]
            require: {scopes: {allOf: ["orders:read"]}}
        """);
  }

  private void routeReportsEpoch(long epoch) {
    ProtectedRoute route = get(ProtectedRoute.class, "orders");
    user.resources(ProtectedRoute.class)
        .inNamespace(namespace.name())
        .withName("orders")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"observedGeneration\":%d,\"issuers\":[{\"name\":\"login\",\"ringEpoch\":%d}]}}"
                .formatted(route.getMetadata().getGeneration(), epoch));
  }

  private void consumerExists(String name) {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: %s}
        spec: {issuerRefs: [{name: login}], scopes: ["orders:read"]}
        """
            .formatted(name));
    ApiConsumer consumer = get(ApiConsumer.class, name);
    var entry =
        new ConsumerEntry(
            name,
            Metadata.uid(consumer),
            List.of("orders:read"),
            List.of(),
            List.of(new KeyVerifier("abcdefghijkl", "0".repeat(64))));
    user.resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name + "-verifiers")
                .withNamespace(namespace.name())
                .withLabels(JotgateLabels.ofConsumer(name))
                .withOwnerReferences(OwnerReferences.controlledBy(consumer))
                .endMetadata()
                .withStringData(
                    Map.of(
                        "verifiers.json",
                        ConsumerVerifiersCodec.write(new ConsumerVerifiers(entry))))
                .build())
        .create();
  }

  private void userApplies(String yaml) {
    user.resource(yaml).inNamespace(namespace.name()).create();
  }

  private void userAsksForRotation(String value) {
    annotate(JotgateAnnotations.ROTATE, value);
  }

  private void annotate(String key, String value) {
    patch(
        JwtIssuer.class,
        "login",
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  /** Makes the operator look at the issuer once more, and waits until it has. */
  private void touch() {
    int before = looks();
    annotate("example.com/touched", String.valueOf(before));
    awaiting(() -> assertTrue(looks() > before));
  }

  /** Waits until looking again writes nothing. */
  private void settle() {
    awaiting(
        () -> {
          int before = writes();
          touch();
          assertEquals(before, writes());
        });
  }

  /** Every reconcile reads the certificate authority once. */
  private int looks() {
    return (int)
        namespace.operatorRequests().stream()
            .filter(request -> request.verb().equals("get") && request.name().equals("login-ca"))
            .count();
  }

  private int writes() {
    return (int) namespace.operatorRequests().stream().filter(AuditedRequest::isWrite).count();
  }

  private int podPatches() {
    return (int)
        namespace.operatorRequests().stream()
            .filter(request -> request.isWrite() && request.resource().equals("pods"))
            .count();
  }

  private Optional<String> refreshOf(String pod) {
    return Metadata.annotation(get(Pod.class, pod), JotgateAnnotations.REFRESH);
  }

  private List<HasMetadata> ownedObjects() {
    return List.of(
        get(ConfigMap.class, "login-config"),
        get(ConfigMap.class, "login-ca"),
        get(Secret.class, "login-credentials"),
        get(Secret.class, "login-tls"),
        get(Secret.class, "login-ca-key"),
        get(Deployment.class, "login"),
        get(Service.class, "login"),
        get(ServiceAccount.class, "login"),
        get(PodDisruptionBudget.class, "login"),
        get(NetworkPolicy.class, "login"));
  }

  private List<HasMetadata> keyObjects() {
    return List.of(
        get(ConfigMap.class, "login-jwks"),
        get(Secret.class, "login-signing-a"),
        get(Secret.class, "login-signing-b"));
  }

  private KeyRing ring() {
    return RingCodec.read(Data.text(get(ConfigMap.class, "login-jwks"), "ring.json").orElseThrow());
  }

  private String jwks() {
    return Data.text(get(ConfigMap.class, "login-jwks"), "jwks.json").orElseThrow();
  }

  private List<KeyState> states() {
    return ring().keys().stream().map(SigningKey::state).toList();
  }

  private List<String> clientIds() {
    return CredentialsCodec.read(
            Data.text(get(Secret.class, "login-credentials"), "credentials.json").orElseThrow())
        .consumers()
        .stream()
        .map(ConsumerEntry::clientId)
        .toList();
  }

  private Optional<String> revision() {
    return Metadata.annotation(get(Secret.class, "login-credentials"), JotgateAnnotations.REVISION);
  }

  private Optional<String> acknowledgedRevision() {
    return Metadata.annotation(
        get(Secret.class, "login-credentials"), JotgateAnnotations.ACKNOWLEDGED_REVISION);
  }

  private JwtIssuerStatus status() {
    JwtIssuerStatus status = get(JwtIssuer.class, "login").getStatus();
    assertTrue(status != null, "no status yet");
    return status;
  }

  private Condition condition(String type) {
    return Conditions.find(status().conditions(), type).orElseThrow();
  }

  private void assertCondition(String type, String truth, String reason) {
    Condition condition = condition(type);
    assertEquals(
        truth + " " + reason,
        condition.getStatus() + " " + condition.getReason(),
        condition::getMessage);
  }

  private List<String> events() {
    return user.events().v1().events().inNamespace(namespace.name()).list().getItems().stream()
        .map(each -> each.getReason())
        .toList();
  }

  private <R extends HasMetadata> R get(Class<R> type, String name) {
    R found = user.resources(type).inNamespace(namespace.name()).withName(name).get();
    assertTrue(found != null, "no " + type.getSimpleName() + " " + name);
    return found;
  }

  private <R extends HasMetadata> void delete(Class<R> type, String name) {
    user.resources(type).inNamespace(namespace.name()).withName(name).delete();
  }

  private <R extends HasMetadata> void patch(Class<R> type, String name, String mergePatch) {
    user.resources(type)
        .inNamespace(namespace.name())
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  private static List<String> managers(HasMetadata object) {
    return object.getMetadata().getManagedFields().stream()
        .map(ManagedFieldsEntry::getManager)
        .distinct()
        .toList();
  }

  private static String name(HasMetadata object) {
    return object.getKind() + " " + Metadata.name(object);
  }

  private static void awaiting(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }
}
