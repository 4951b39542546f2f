package io.jotgate.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jotgate.controller.metrics.KeyMetrics.Issuer;
import io.jotgate.controller.metrics.OperatorMetrics.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The alerts of the chart against the metrics that the operator has. */
class AlertsTest {
  private static final Path RULES = Path.of("..", "..", "helm/jotgate/files/alerts.yaml");
  private static final Path DOCUMENT = Path.of("..", "..", "docs/metrics.md");
  private static final Pattern METRIC = Pattern.compile("jotgate_[a-z_]+");
  private static final Pattern PROMETHEUS_DURATION = Pattern.compile("[1-9][0-9]*[smhd]");

  private final List<JsonNode> rules;
  private final String document;

  AlertsTest() throws IOException {
    JsonNode file =
        new KubernetesSerialization().unmarshal(Files.readString(RULES), JsonNode.class);
    this.rules = StreamSupport.stream(file.at("/groups/0/rules").spliterator(), false).toList();
    this.document = Files.readString(DOCUMENT);
    assertFalse(rules.isEmpty(), "no rules");
  }

  @Test
  void everyAlertLooksAtMetricsThatTheOperatorHas() {
    Set<String> told = names(metrics().scrape());
    for (JsonNode rule : rules) {
      Set<String> named = names(rule.path("expr").asText());
      assertFalse(named.isEmpty(), rule::toString);
      named.removeAll(told);
      assertEquals(Set.of(), named, () -> "unknown metrics in " + rule.path("alert").asText());
    }
  }

  @Test
  void everyAlertWaitsAndSaysWhatItIsAbout() {
    for (JsonNode rule : rules) {
      assertTrue(PROMETHEUS_DURATION.matcher(rule.path("for").asText()).matches(), rule::toString);
      assertEquals("warning", rule.at("/labels/severity").asText(), rule::toString);
      assertFalse(rule.at("/annotations/summary").asText().isBlank(), rule::toString);
    }
  }

  @Test
  void everyAlertAndEveryMetricIsExplained() {
    for (JsonNode rule : rules) {
      assertTrue(document.contains("| `" + rule.path("alert").asText() + "` |"), rule::toString);
    }
    Set<String> told = names(metrics().scrape());
    told.removeAll(names(document));
    assertEquals(Set.of(), told, "metrics that docs/metrics.md does not explain");
  }

  private static OperatorMetrics metrics() {
    var metrics =
        new OperatorMetrics(() -> IssuerHistory.ROTATED, () -> Optional.of(Duration.ZERO));
    metrics.reconciled("JwtIssuer", Outcome.SUCCESS);
    metrics.keys().observe(new Issuer("shop", "login"), IssuerHistory.rotation());
    return metrics;
  }

  private static Set<String> names(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
