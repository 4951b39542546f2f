package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.Manifests;
import io.jotgate.controller.jwtissuer.IssuerResolver.Resolution;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.KeyVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a JwtIssuer becomes. */
class IssuerObjectsGoldenTest {
  private static final IssuerPlatform PLATFORM =
      new IssuerPlatform("docker.io/jotgate/issuer:0.1.0", "jotgate-system");

  @TestFactory
  Stream<DynamicTest> rendersTheObjectsOfAnIssuer() {
    return Manifests.scenarios("jwtissuer").stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.getFileName().toString(),
                    () -> Manifests.compare(scenario, objects(scenario))));
  }

  private static List<HasMetadata> objects(Path scenario) {
    JwtIssuer issuer = Manifests.read(scenario, "in-issuer.yaml", JwtIssuer.class);
    IssuerSettings settings =
        switch (IssuerResolver.resolve(issuer, Duration.ofSeconds(30))) {
          case Resolution.Resolved resolved -> resolved.settings();
          case Resolution.Invalid invalid -> throw new AssertionError(invalid.message());
        };
    return List.of(
        IssuerDeployment.desired(settings, PLATFORM),
        IssuerNetwork.service(settings),
        IssuerNetwork.policy(settings, PLATFORM),
        IssuerObjects.serviceAccount(settings),
        IssuerObjects.disruptionBudget(settings),
        IssuerObjects.config(settings),
        IssuerObjects.credentials(
            settings, Credentials.of(List.of(consumer())), Optional.of("r1")));
  }

  private static ConsumerEntry consumer() {
    return new ConsumerEntry(
        "batch",
        "6f1c6c1e-0000-4000-8000-000000000009",
        List.of("orders:read"),
        List.of("orders-api"),
        List.of(new KeyVerifier("main", "abcdefghijkl", "0".repeat(64), null)));
  }
}
