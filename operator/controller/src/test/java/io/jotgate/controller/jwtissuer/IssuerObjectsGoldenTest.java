package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.jwtissuer.IssuerResolver.Resolution;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.KeyVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a JwtIssuer becomes: one directory for each scenario, {@code in-issuer.yaml} and one {@code
 * out-*.yaml} for each object. {@code make generate} (or {@code -Dgoldens.update=true}) rewrites
 * the outputs; a file that belongs to no object fails.
 */
class IssuerObjectsGoldenTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/golden/jwtissuer");
  private static final IssuerPlatform PLATFORM =
      new IssuerPlatform("docker.io/jotgate/issuer:0.1.0", "jotgate-system");

  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @TestFactory
  Stream<DynamicTest> rendersTheObjectsOfAnIssuer() throws IOException {
    try (Stream<Path> scenarios = Files.list(SCENARIOS)) {
      return scenarios.sorted().toList().stream()
          .map(
              directory ->
                  DynamicTest.dynamicTest(
                      directory.getFileName().toString(), () -> compare(directory)));
    }
  }

  private void compare(Path directory) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (HasMetadata object : objects(Files.readString(directory.resolve("in-issuer.yaml")))) {
      expected.put(fileName(object), serialization.asYaml(object));
    }
    if (Boolean.getBoolean("goldens.update")) {
      for (Path old : outputs(directory).values()) {
        Files.delete(old);
      }
      for (Map.Entry<String, String> each : expected.entrySet()) {
        Files.writeString(directory.resolve(each.getKey()), each.getValue());
      }
    }
    Map<String, Path> stored = outputs(directory);
    assertEquals(expected.keySet(), stored.keySet(), "one file for each object");
    for (Map.Entry<String, String> each : expected.entrySet()) {
      assertEquals(
          Files.readString(directory.resolve(each.getKey())), each.getValue(), each.getKey());
    }
  }

  private List<HasMetadata> objects(String issuerYaml) {
    JwtIssuer issuer = serialization.unmarshal(issuerYaml, JwtIssuer.class);
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
        List.of(new KeyVerifier("abcdefghijkl", "0".repeat(64))));
  }

  private static String fileName(HasMetadata object) {
    return "out-" + object.getKind().toLowerCase(Locale.ROOT) + ".yaml";
  }

  private static Map<String, Path> outputs(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      Map<String, Path> outputs = new TreeMap<>();
      files
          .filter(file -> !file.getFileName().toString().equals("in-issuer.yaml"))
          .forEach(file -> outputs.put(file.getFileName().toString(), file));
      return outputs;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
