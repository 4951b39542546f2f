package io.jotgate.policy.compile;

import io.jotgate.policy.model.ClaimHeader;
import io.jotgate.policy.model.ClaimRequirement;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.PathMatch;
import io.jotgate.policy.model.ScopeRequirement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One route, read.
 *
 * @param problems why it cannot be enforced; not empty: its matches are refused
 */
record RouteDraft(
    String namespace,
    String name,
    List<RouteProblem> problems,
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

  /** One path and its methods, and what happens there. */
  record Match(String rule, PathMatch path, List<HttpMethod> methods, Action action) {}

  /** What a rule does. */
  sealed interface Action {
    /** Lets everybody pass. */
    record AllowAnonymous(Optional<Stream> stream) implements Action {}

    /** Refuses everybody. */
    record Deny() implements Action {}

    /**
     * Asks for a token.
     *
     * @param audiences empty: those of the route
     * @param consumers empty: any
     * @param audit true: asks for it only in the log
     */
    record Require(
        ScopeRequirement scopes,
        List<ClaimRequirement> claims,
        List<String> audiences,
        List<Consumer> consumers,
        boolean audit,
        Optional<Stream> stream)
        implements Action {}
  }

  /** An ApiConsumer. */
  record Consumer(String namespace, String name) {
    /** Its {@code client_id} at an issuer of a namespace. */
    String clientId(String issuerNamespace) {
      return namespace.equals(issuerNamespace) ? name : namespace + "/" + name;
    }
  }

  /** Answers that may go on; without a length: as long as a token may live. */
  record Stream(Optional<Duration> longest, boolean webSocket) {}
}
