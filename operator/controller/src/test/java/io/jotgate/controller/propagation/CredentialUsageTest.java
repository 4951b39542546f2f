package io.jotgate.controller.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.issuer.model.IssuerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When credentials were last used, as far as pods tell. */
class CredentialUsageTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:30:00Z");

  @Test
  void isTheLatestHourOfAllPods() {
    assertEquals(
        Map.of("a", "2026-01-01T12:00:00Z", "b", "2026-01-01T10:00:00Z"),
        merged(
            Map.of(),
            pod("login-1", Map.of("a", "2026-01-01T11:00:00Z", "b", "2026-01-01T10:00:00Z")),
            pod("login-2", Map.of("a", "2026-01-01T12:29:59Z"))));
  }

  @Test
  void neverGoesBackWhenPodsHaveForgotten() {
    Map<String, String> before = Map.of("a", "2026-01-01T11:00:00Z");

    assertEquals(before, merged(before, pod("login-1", Map.of())));
    assertEquals(before, merged(before, pod("login-1", Map.of("a", "2026-01-01T09:00:00Z"))));
    assertEquals(
        before, merged(before, new PodReport("login-1", true, Optional.empty(), Optional.empty())));
  }

  @Test
  void doesNotBelieveATimeToComeNorACredentialThatTheIssuerDoesNotHave() {
    assertEquals(
        Map.of(),
        merged(
            Map.of("gone", "2026-01-01T09:00:00Z"),
            pod("login-1", Map.of("a", "2026-01-01T13:00:00Z", "x", "2026-01-01T09:00:00Z"))));
  }

  @Test
  void startsAnewWhereSomebodyHasEditedIt() {
    assertEquals(
        Map.of("a", "2026-01-01T09:00:00Z"),
        merged(Map.of("a", "yesterday"), pod("login-1", Map.of("a", "2026-01-01T09:00:00Z"))));
  }

  private static Map<String, String> merged(Map<String, String> before, PodReport... pods) {
    return CredentialUsage.merged(before, List.of(pods), Set.of("a", "b"), NOW);
  }

  private static PodReport pod(String name, Map<String, String> lastUsed) {
    return new PodReport(
        name,
        true,
        Optional.empty(),
        Optional.of(
            new IssuerState(
                name,
                "uid",
                1,
                List.of(),
                null,
                null,
                null,
                true,
                "test",
                lastUsed.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey, each -> Instant.parse(each.getValue()))))));
  }
}
