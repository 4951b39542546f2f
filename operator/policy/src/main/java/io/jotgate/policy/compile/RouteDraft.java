package io.jotgate.policy.compile;

import io.jotgate.policy.model.ClaimHeader;
import io.jotgate.policy.model.ClaimRequirement;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.PathMatch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One route, read.
 *
 * @param problems why it cannot be enforced; not empty: its matches are refused
 */
record RouteDraft(
    String name,
    List<String> problems,
    int upstreamPort,
    List<String> issuers,
    List<String> hosts,
    Jwt jwt,
    List<Match> matches) {
  RouteDraft {
    problems = List.copyOf(problems);
    issuers = List.copyOf(issuers);
    hosts = List.copyOf(hosts);
    matches = List.copyOf(matches);
  }

  boolean valid() {
    return problems.isEmpty();
  }

  /** How tokens are checked. */
  record Jwt(
      List<String> audiences,
      Duration clockSkew,
      Duration maxTokenAge,
      boolean forwardToken,
      List<ClaimHeader> claimHeaders,
      List<String> limitations) {}

  /** One path and its methods, and what is required there; null: nothing. */
  record Match(
      String rule, PathMatch path, List<HttpMethod> methods, @Nullable Requirement require) {}

  /** What a token must carry. */
  record Requirement(List<String> scopes, List<ClaimRequirement> claims, List<String> audiences) {}
}
