package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.render.Documents;
import io.jotgate.testing.envoy.EnvoyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envoy's own validation of everything inline. */
@Tag("envoy")
class EnvoyValidationIT {
  private static final EnvoyRenderer RENDERER = new EnvoyRenderer(SidecarLayout.INJECTED);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "requirements", "revocations", "two-issuers"})
  void acceptsAScenario(String scenario) throws IOException {
    Compiled compiled = EnvoyGoldenTest.compile(scenario);
    assertEquals(
        "",
        validate(
            RENDERER.policyDocuments(compiled.policy()),
            RENDERER.trustDocuments(compiled.trust())));
  }

  @Test
  void acceptsDenyAll() throws IOException {
    assertEquals("", validate(RENDERER.denyAllPolicy(), RENDERER.denyAllTrust()));
  }

  @Test
  void refusesAMisspeltField() throws IOException {
    Compiled compiled = EnvoyGoldenTest.compile("quickstart");
    Documents trust = RENDERER.trustDocuments(compiled.trust());
    TreeMap<String, String> files = new TreeMap<>(trust.files());
    files.replaceAll((name, text) -> text.replace("\"audiences\"", "\"audience\""));
    assertNotEquals(
        "", validate(RENDERER.policyDocuments(compiled.policy()), new Documents(files)));
  }

  private String validate(Documents policy, Documents trust) throws IOException {
    return EnvoyProcess.validate(
        Files.writeString(directory.resolve("twin.json"), StaticTwin.of(policy, trust)));
  }
}
