package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jotgate.policy.Goldens;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.render.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents of whole scenarios. The files are indented; the documents are compact. */
class EnvoyGoldenTest {
  private static final EnvoyRenderer RENDERER = new EnvoyRenderer(SidecarLayout.INJECTED);
  private static final JsonMapper MAPPER = new JsonMapper();

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "requirements", "revocations", "two-issuers"})
  void rendersTheScenario(String scenario) {
    Compiled compiled = compile(scenario);
    Goldens.assertProduces(
        scenario,
        indented(
            RENDERER.policyDocuments(compiled.policy()),
            RENDERER.trustDocuments(compiled.trust())));
  }

  @Test
  void everyInputIsUsed() {
    assertEquals(
        List.of(
            "quickstart/in-issuers.yaml",
            "quickstart/in-route.yaml",
            "requirements/in-issuers.yaml",
            "requirements/in-route.yaml",
            "revocations/in-issuers.yaml",
            "revocations/in-route.yaml",
            "two-issuers/in-issuers.yaml",
            "two-issuers/in-route.yaml"),
        Goldens.filesOtherThanOutput());
  }

  @Test
  void theQuickstartIsTheExampleThatPeopleApply() throws IOException {
    assertEquals(
        Files.readString(Path.of("../../examples/quickstart/40-route.yaml")),
        TestRoutes.resource("/goldens/quickstart/in-route.yaml"),
        "copy the example to the golden input and rewrite the output");
  }

  @Test
  void rendersDenyAll() {
    Goldens.assertProduces("deny-all", indented(RENDERER.denyAllPolicy(), RENDERER.denyAllTrust()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "requirements", "revocations", "two-issuers"})
  void equalInputGivesEqualBytesAndPassesOurOwnChecks(String scenario) {
    Documents policy = RENDERER.policyDocuments(compile(scenario).policy());
    Documents trust = RENDERER.trustDocuments(compile(scenario).trust());
    assertEquals(policy, RENDERER.policyDocuments(compile(scenario).policy()));
    assertEquals(trust, RENDERER.trustDocuments(compile(scenario).trust()));
    assertEquals(List.of(), DocumentChecks.violations(policy, trust));
  }

  static Compiled compile(String scenario) {
    try {
      List<ResolvedIssuer> issuers =
          TestRoutes.yaml()
              .readValue(
                  TestRoutes.resource("/goldens/" + scenario + "/in-issuers.yaml"),
                  new TypeReference<List<GoldenIssuer>>() {})
              .stream()
              .map(GoldenIssuer::resolved)
              .toList();
      return PolicyCompiler.compile(
          "orders",
          List.of(TestRoutes.parse(TestRoutes.resource("/goldens/" + scenario + "/in-route.yaml"))),
          issuers.stream().collect(Collectors.toMap(ResolvedIssuer::name, Function.identity())));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(scenario, e);
    }
  }

  private static Map<String, String> indented(Documents... documents) {
    TreeMap<String, String> all = new TreeMap<>();
    Stream.of(documents)
        .flatMap(each -> each.files().entrySet().stream())
        .forEach(file -> all.put(file.getKey(), indented(file.getValue())));
    return all;
  }

  private static String indented(String document) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return MAPPER.writer(printer).writeValueAsString(MAPPER.readTree(document)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(document, e);
    }
  }
}
