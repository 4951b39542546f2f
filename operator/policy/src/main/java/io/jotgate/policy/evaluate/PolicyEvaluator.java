package io.jotgate.policy.evaluate;

import io.jotgate.policy.model.AcceptedIssuer;
import io.jotgate.policy.model.ClaimRequirement;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Rule;
import io.jotgate.policy.model.StreamLimit;
import io.jotgate.policy.model.Trust;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one request as the policy means it. Safe for use by many threads.
 *
 * <p>Where a proxy is known to be more lenient about the form of a token (stray bits behind a
 * signature, spaces in front of it), this is the stricter one.
 */
public final class PolicyEvaluator {
  private static final String SCHEME = "Bearer ";

  private final Map<String, List<Rule>> rulesByHost;
  private final String escapable;
  private final Map<String, TokenCheck> issuers = new TreeMap<>();

  /** An evaluator of this policy with this trust. */
  public PolicyEvaluator(RoutePolicy policy, Trust trust) {
    this.rulesByHost = policy.rulesByHost();
    this.escapable = policy.reservedCharacters() + ";";
    for (IssuerTrust issuer : trust.issuers()) {
      issuers.put(issuer.name(), new TokenCheck(issuer));
    }
  }

  /** Decides. */
  public Verdict evaluate(Request request, Instant now) {
    return evaluate(request, now, false);
  }

  /** Decides as if every rule were enforced: what the log of an audited rule tells. */
  public Verdict evaluateEnforced(Request request, Instant now) {
    return evaluate(request, now, true);
  }

  private Verdict evaluate(Request request, Instant now, boolean enforced) {
    Optional<String> path = CanonicalPath.of(request.target());
    if (path.isEmpty()) {
      return Verdict.BAD_REQUEST;
    }
    List<Rule> rules = rulesByHost.getOrDefault(host(request.host()), rulesByHost.get(""));
    if (rules == null) {
      return Verdict.FORBIDDEN;
    }
    if (path.get().contains(";") || hidesReserved(path.get())) {
      return Verdict.BAD_REQUEST;
    }
    for (Rule rule : rules) {
      if (rule.path().matches(path.get()) && names(rule, request.method())) {
        return switch (rule.decision()) {
          case Decision.Anonymous(Optional<StreamLimit> stream) -> Verdict.PASS;
          case Decision.Deny() -> Verdict.FORBIDDEN;
          case Decision.Require require when require.audited() && !enforced -> Verdict.PASS;
          case Decision.Require require -> evaluate(require, request.authorization(), now);
        };
      }
    }
    return Verdict.FORBIDDEN;
  }

  /** Workloads may take an escaped character for the plain one that a rule names. */
  private boolean hidesReserved(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return escapable.chars().anyMatch(character -> lower.contains("%%%02x".formatted(character)));
  }

  private static String host(String written) {
    String host = written.toLowerCase(Locale.ROOT);
    int port = host.lastIndexOf(':');
    String name = port < 0 ? host : host.substring(0, port);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean names(Rule rule, String method) {
    return rule.methods().stream().anyMatch(named -> named.name().equals(method));
  }

  private Verdict evaluate(Decision.Require require, List<String> authorization, Instant now) {
    if (authorization.isEmpty() || !authorization.getFirst().startsWith(SCHEME)) {
      return Verdict.MISSING_TOKEN;
    }
    if (authorization.size() > 1) {
      return Verdict.INVALID_TOKEN;
    }
    String token = authorization.getFirst().substring(SCHEME.length());
    return require.issuers().stream()
        .flatMap(issuer -> verdict(issuer, require, token, now).stream())
        .findFirst()
        .orElse(Verdict.INVALID_TOKEN);
  }

  /** What one issuer says of the token; nothing when it is none of its own. */
  private Optional<Verdict> verdict(
      AcceptedIssuer accepted, Decision.Require require, String token, Instant now) {
    TokenCheck check = issuers.get(accepted.name());
    if (check == null) {
      return Optional.empty();
    }
    return switch (check.check(token, accepted, now)) {
      case TokenCheck.Result.Good(Map<String, @Nullable Object> claims) ->
          Optional.of(
              satisfies(claims, accepted, require) ? Verdict.PASS : Verdict.INSUFFICIENT_SCOPE);
      case TokenCheck.Result.Revoked() -> Optional.of(Verdict.REVOKED_TOKEN);
      case TokenCheck.Result.Bad() -> Optional.empty();
    };
  }

  private static boolean satisfies(
      Map<String, @Nullable Object> claims, AcceptedIssuer issuer, Decision.Require require) {
    List<?> scopes = Stream.concat(words(claims.get("scope")), words(claims.get("scp"))).toList();
    return satisfies(scopes, require.scopes().allOf(), require.scopes().anyOf())
        && require.claims().stream().allMatch(claim -> satisfies(claims, claim))
        && (issuer.clientIds().isEmpty() || issuer.clientIds().contains(claims.get("client_id")));
  }

  private static boolean satisfies(
      Map<String, @Nullable Object> claims, ClaimRequirement required) {
    Object claim = claims.get(required.name());
    List<?> values = claim instanceof List<?> list ? list : Stream.ofNullable(claim).toList();
    return satisfies(values, required.allOf(), required.anyOf());
  }

  private static boolean satisfies(List<?> values, List<String> allOf, List<String> anyOf) {
    return values.containsAll(allOf)
        && (anyOf.isEmpty() || values.stream().anyMatch(anyOf::contains));
  }

  private static Stream<?> words(@Nullable Object claim) {
    return switch (claim) {
      case String text -> Arrays.stream(text.split(" ", -1));
      case List<?> list -> list.stream();
      case null -> Stream.empty();
      case Object other -> Stream.empty();
    };
  }
}
