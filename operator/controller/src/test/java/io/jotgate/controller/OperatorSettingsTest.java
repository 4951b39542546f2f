package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorSettingsTest {
  private static final Map<String, String> MINIMUM =
      Map.of(
          "POD_NAMESPACE", "jotgate-system",
          "POD_NAME", "jotgate-operator-1",
          "JOTGATE_ISSUER_IMAGE", "registry.example/issuer:1");

  @Test
  void watchesItsOwnNamespaceByDefault() {
    assertEquals(Set.of("jotgate-system"), with(Map.of()).namespaces());
  }

  @Test
  void watchesTheListedNamespaces() {
    assertEquals(Set.of("a", "b"), with(Map.of("JOTGATE_NAMESPACES", "b, a")).namespaces());
  }

  @Test
  void watchesAllNamespacesWhenToldSo() {
    assertEquals(Set.of(), with(Map.of("JOTGATE_NAMESPACES", "*")).namespaces());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,*", ",", " , "})
  void refusesAListThatMakesNoSense(String list) {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> with(Map.of("JOTGATE_NAMESPACES", list)));
    assertTrue(refused.toString().contains("JOTGATE_NAMESPACES"), refused::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POD_NAMESPACE", "POD_NAME", "JOTGATE_ISSUER_IMAGE"})
  void namesTheVariableThatIsMissing(String variable) {
    var environment = new HashMap<>(MINIMUM);
    environment.remove(variable);

    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> OperatorSettings.fromEnvironment(environment));
    assertTrue(refused.toString().contains(variable), refused::toString);
  }

  @Test
  void refusesAFlagThatIsNeitherTrueNorFalse() {
    assertThrows(
        IllegalArgumentException.class, () -> with(Map.of("JOTGATE_LEADER_ELECTION", "yes")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536", "999999"})
  void refusesAPortThatIsNone(String port) {
    assertThrows(IllegalArgumentException.class, () -> with(Map.of("JOTGATE_HEALTH_PORT", port)));
  }

  private static OperatorSettings with(Map<String, String> more) {
    var environment = new HashMap<>(MINIMUM);
    environment.putAll(more);
    return OperatorSettings.fromEnvironment(environment);
  }
}
