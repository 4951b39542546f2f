package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DefaultContext;
import io.javaoperatorsdk.operator.processing.Controller;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.Controllers;
import io.jotgate.controller.Manifests;
import io.jotgate.controller.OperatorSettings;
import io.jotgate.controller.RecordedEvents;
import io.jotgate.controller.faults.Call;
import io.jotgate.controller.faults.Fault;
import io.jotgate.controller.faults.FaultyApi;
import io.jotgate.controller.faults.Traces;
import io.jotgate.controller.jwtissuer.IssuerResolver.Resolution;
import io.jotgate.controller.metrics.OperatorMetrics;
import io.jotgate.controller.resource.AppliedState;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.resource.ForeignObjectException;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.issuer.model.Credentials;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is applied of an issuer's objects, by caches that hold nothing yet, when a request fails.
 */
class IssuerApplierTest {
  private static final IssuerPlatform PLATFORM =
      new IssuerPlatform("issuer:test", "jotgate-system");
  private static final String CREDENTIALS = "secrets/login-credentials";
  private static final String CONFIG = "configmaps/login-config";
  private static final List<String> APPLIED =
      List.of(
          "PATCH " + CREDENTIALS,
          "PATCH " + CONFIG,
          "PATCH serviceaccounts/login",
          "PATCH networkpolicies/login",
          "PATCH services/login",
          "PATCH poddisruptionbudgets/login",
          "PATCH deployments/login");

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Secret.class,
          ConfigMap.class,
          ServiceAccount.class,
          NetworkPolicy.class,
          Service.class,
          PodDisruptionBudget.class,
          Deployment.class);

  @RegisterExtension final FaultyApi api = new FaultyApi();

  private final JwtIssuer issuer =
      Manifests.read(
          Path.of("src/test/resources/golden/jwtissuer/minimal"),
          "in-issuer.yaml",
          JwtIssuer.class);
  private final IssuerSettings settings = settings(issuer);
  private final Secret credentials =
      IssuerObjects.credentials(settings, Credentials.of(List.of()), Optional.empty());

  private KubernetesClient client;
  private Context<JwtIssuer> context;

  /** The caches list before a test stores an object, and their watches never tell of it. */
  @BeforeEach
  void watches() {
    client = api.client();
    context = context();
    for (Class<? extends HasMetadata> type : KINDS) {
      JwtIssuerEventSources.own(context, type).start();
    }
  }

  @Test
  void whatPodsReadIsAppliedBeforeThePods() {
    apply();

    assertEquals(APPLIED, api.writes());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONFLICT", "FORBIDDEN", "THROTTLED", "FAILURE", "BROKEN", "HALF_AN_ANSWER"})
  void nothingIsAppliedAfterAnObjectThatFails(Fault fault) {
    api.always("PATCH " + CONFIG, fault);

    KubernetesClientException failed = assertThrows(KubernetesClientException.class, this::apply);

    assertEquals(APPLIED.subList(0, 2), api.writes().stream().distinct().toList());
    Traces.assertKeeps(credentials, failed);
  }

  @Test
  void anApiServerThatIsBusyForAMomentIsAskedAgain() {
    api.on("PATCH " + CONFIG, Fault.THROTTLED, Fault.FAILURE, Fault.BROKEN);

    assertDoesNotThrow(this::apply);

    assertEquals(APPLIED, api.writes().stream().distinct().toList());
    assertEquals(APPLIED.size() + 3, api.writes().size());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE", "BROKEN", "HALF_AN_ANSWER"})
  void anObjectThatCannotBeReadIsNotTakenOver(Fault fault) {
    api.has(ConfigMap.class, IssuerObjects.config(settings));
    api.always("GET " + CONFIG, fault);

    assertThrows(KubernetesClientException.class, this::apply);

    assertEquals(APPLIED.subList(0, 1), api.writes());
  }

  @Test
  void anObjectOfSomebodyElseThatNoCacheShowsIsNotTakenOver() {
    api.has(
        ConfigMap.class,
        new ConfigMapBuilder(IssuerObjects.config(settings))
            .editMetadata()
            .withLabels(null)
            .endMetadata()
            .build());

    assertThrows(ForeignObjectException.class, this::apply);

    assertEquals(APPLIED.subList(0, 1), api.writes());
  }

  @Test
  void anObjectThatIsAsWantedIsNotWrittenThoughNoCacheShowsIt() {
    api.has(ConfigMap.class, applied().stamped(IssuerObjects.config(settings)));

    apply();

    assertTrue(api.calls().stream().map(Call::target).toList().contains("GET " + CONFIG));
    assertEquals(APPLIED.stream().filter(each -> !each.endsWith(CONFIG)).toList(), api.writes());
  }

  private void apply() {
    new IssuerApplier(new GuardedObjects(client), applied(), PLATFORM)
        .apply(settings, credentials, context);
  }

  private AppliedState applied() {
    return new AppliedState(client.getKubernetesSerialization());
  }

  @SuppressWarnings("unchecked")
  private Context<JwtIssuer> context() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    var metrics = new OperatorMetrics(clock, Optional::empty);
    var reconciler =
        new JwtIssuerReconciler(
            client,
            PLATFORM,
            address -> Optional.empty(),
            new SecureRandom(),
            new RecordedEvents(),
            metrics.keys(),
            clock,
            Optional::empty);
    var operatorSettings =
        new OperatorSettings(Set.of("shop"), "issuer:test", "jotgate-system", "p", false, 0);
    var registered =
        Controllers.on(client, operatorSettings, new Random(0), metrics)
            .register(reconciler, FieldManagers.JWT_ISSUER)
            .operator()
            .getRegisteredControllers()
            .iterator()
            .next();
    return new DefaultContext<>(null, (Controller<JwtIssuer>) registered, issuer, false, false);
  }

  private static IssuerSettings settings(JwtIssuer issuer) {
    return switch (IssuerResolver.resolve(issuer, Duration.ofSeconds(30))) {
      case Resolution.Resolved resolved -> resolved.settings();
      case Resolution.Invalid invalid -> throw new AssertionError(invalid.message());
    };
  }
}
