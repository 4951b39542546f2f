package io.jotgate.policy.compile;

import io.jotgate.policy.model.AcceptedIssuer;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Rule;
import io.jotgate.policy.model.StreamLimit;
import io.jotgate.policy.model.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Merges the routes of one workload. */
final class RouteMerge {
  private static final Duration LONGEST_STREAM = Duration.ofDays(1);

  private final String workload;
  private final List<RouteDraft> routes;
  private final Map<String, ResolvedIssuer> issuers;
  private final TreeMap<String, IssuerSettings> settings = new TreeMap<>();
  private final Conflicts conflicts = new Conflicts();
  private final Map<String, List<String>> limitations = new HashMap<>();

  RouteMerge(String workload, List<RouteDraft> routes, Map<String, ResolvedIssuer> issuers) {
    this.workload = workload;
    this.routes = routes;
    this.issuers = issuers;
  }

  Compiled merge() {
    List<RouteDraft> enforceable = routes.stream().filter(this::enforceable).toList();
    mergeSettings(enforceable);
    conflicts.findPorts(enforceable);
    conflicts.findIssuers(enforceable, issuers);
    enforceable.forEach(route -> conflicts.findIdentities(route, settingsOf(route)));
    List<MatchedRequests> requests = MatchedRequests.of(routes, this::decide);
    requests.forEach(conflicts::findDecisions);
    List<Rule> rules = MatchedRequests.toRules(requests, conflicts.routes(), this::addLimitation);
    RoutePolicy policy = new RoutePolicy(workload, port(enforceable, rules), rules);
    limitEscapes(policy.reservedCharacters());
    return new Compiled(policy, trust(policy), routes.stream().map(this::verdict).toList());
  }

  private boolean enforceable(RouteDraft route) {
    return route.valid() && !found(route).isEmpty();
  }

  private List<ResolvedIssuer> found(RouteDraft route) {
    return route.issuers().stream()
        .filter(issuers::containsKey)
        .map(issuers::get)
        .filter(issuer -> !audiences(route, List.of(), issuer).isEmpty())
        .toList();
  }

  private void mergeSettings(List<RouteDraft> enforceable) {
    TreeMap<String, List<RouteDraft>> users = new TreeMap<>();
    for (RouteDraft route : enforceable) {
      for (ResolvedIssuer issuer : found(route)) {
        users.computeIfAbsent(issuer.name(), name -> new ArrayList<>()).add(route);
      }
    }
    users.forEach(
        (issuer, sharing) -> {
          IssuerSettings merged = IssuerSettings.merge(sharing);
          settings.put(issuer, merged);
          for (RouteDraft route : sharing) {
            merged
                .limitations(route, issuer)
                .forEach(limitation -> addLimitation(route.name(), limitation));
          }
          if (merged.headerConflict()) {
            conflicts.findHeaders(issuer, sharing);
          }
        });
  }

  private void addLimitation(String route, String limitation) {
    limitations.computeIfAbsent(route, name -> new ArrayList<>()).add(limitation);
  }

  /** Empty when the route is refused. */
  private Optional<Decision> decide(RouteDraft route, RouteDraft.Match match) {
    if (!enforceable(route)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (match.action()) {
          case RouteDraft.Action.AllowAnonymous(Optional<RouteDraft.Stream> stream) ->
              new Decision.Anonymous(
                  stream.map(asked -> limit(asked, route.jwt().maxTokenAge(), LONGEST_STREAM)));
          case RouteDraft.Action.Deny() -> new Decision.Deny();
          case RouteDraft.Action.Require require -> decide(route, match.rule(), require);
        });
  }

  private Decision.Require decide(
      RouteDraft route, String rule, RouteDraft.Action.Require require) {
    List<AcceptedIssuer> accepted = new ArrayList<>();
    Duration tokenLife = LONGEST_STREAM;
    boolean forwards = true;
    for (ResolvedIssuer issuer : found(route)) {
      accepted.add(
          new AcceptedIssuer(
              issuer.name(),
              issuer.iss(),
              audiences(route, require.audiences(), issuer),
              require.consumers().stream()
                  .map(consumer -> consumer.clientId(route.namespace()))
                  .toList()));
      tokenLife = shorter(tokenLife, settings(issuer.name()).maxTokenAge());
      forwards &= settings(issuer.name()).forwardToken();
    }
    Duration longest = tokenLife;
    Optional<StreamLimit> stream = require.stream().map(asked -> limit(asked, longest, longest));
    stream.ifPresent(limit -> limitStream(route, rule, require, limit));
    Decision.Mode mode =
        !require.audit()
            ? Decision.Mode.ENFORCED
            : forwards ? Decision.Mode.AUDITED_WITH_AUTHORIZATION : Decision.Mode.AUDITED;
    return new Decision.Require(
        accepted, require.scopes(), require.claims(), tokenLife, stream, mode);
  }

  private static StreamLimit limit(RouteDraft.Stream asked, Duration byDefault, Duration most) {
    return new StreamLimit(shorter(asked.longest().orElse(byDefault), most), asked.webSocket());
  }

  private void limitStream(
      RouteDraft route, String rule, RouteDraft.Action.Require require, StreamLimit limit) {
    require.stream()
        .flatMap(RouteDraft.Stream::longest)
        .filter(asked -> asked.compareTo(limit.longest()) > 0)
        .ifPresent(
            asked ->
                addLimitation(
                    route.name(),
                    "rule %s: a stream ends after %ds, the longest life of a token that is accepted"
                        .formatted(rule, limit.longest().toSeconds())));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static List<String> audiences(
      RouteDraft route, List<String> ofRule, ResolvedIssuer issuer) {
    if (!ofRule.isEmpty()) {
      return ofRule;
    }
    return route.jwt().audiences().isEmpty() ? issuer.audiences() : route.jwt().audiences();
  }

  private List<IssuerSettings> settingsOf(RouteDraft route) {
    return found(route).stream().map(issuer -> settings(issuer.name())).toList();
  }

  private IssuerSettings settings(String issuer) {
    IssuerSettings found = settings.get(issuer);
    if (found == null) {
      throw new IllegalStateException("no settings for an issuer that a route uses");
    }
    return found;
  }

  private static OptionalInt port(List<RouteDraft> enforceable, List<Rule> rules) {
    boolean open = rules.stream().anyMatch(rule -> !(rule.decision() instanceof Decision.Deny));
    return open ? OptionalInt.of(enforceable.getFirst().upstreamPort()) : OptionalInt.empty();
  }

  private void limitEscapes(String reserved) {
    for (int character : reserved.chars().toArray()) {
      for (RouteDraft route : routes) {
        addLimitation(
            route.name(),
            "paths that contain %%%02X are refused: a rule names %c in its path"
                .formatted(character, character));
      }
    }
  }

  private Trust trust(RoutePolicy policy) {
    TreeMap<String, TreeSet<String>> audiences = new TreeMap<>();
    for (Rule rule : policy.rules()) {
      if (rule.decision() instanceof Decision.Require require) {
        for (AcceptedIssuer issuer : require.issuers()) {
          audiences
              .computeIfAbsent(issuer.name(), name -> new TreeSet<>())
              .addAll(issuer.audiences());
        }
      }
    }
    List<IssuerTrust> trusted = new ArrayList<>();
    audiences.forEach((name, union) -> trusted.add(trust(name, List.copyOf(union))));
    return new Trust(trusted, policy.issuerSets());
  }

  private IssuerTrust trust(String name, List<String> audiences) {
    ResolvedIssuer issuer = issuers.get(name);
    if (issuer == null) {
      throw new IllegalStateException("a rule accepts an issuer that was not found");
    }
    IssuerSettings merged = settings(name);
    return new IssuerTrust(
        name,
        issuer.iss(),
        issuer.ringEpoch(),
        issuer.publicJwks(),
        audiences,
        merged.clockSkew(),
        merged.maxTokenAge(),
        merged.forwardToken(),
        merged.claimHeaders(),
        issuer.revocations());
  }

  private RouteVerdict verdict(RouteDraft route) {
    List<String> limited = new ArrayList<>(route.jwt().limitations());
    limited.addAll(limitations.getOrDefault(route.name(), List.of()));
    RouteVerdict.Outcome accepted =
        !route.valid()
            ? new RouteVerdict.Outcome(
                false,
                RouteReason.Invalid,
                problems(route) + "; the paths of this route are refused")
            : conflicts
                .of(route.name())
                .map(message -> new RouteVerdict.Outcome(false, RouteReason.Conflicted, message))
                .orElse(
                    new RouteVerdict.Outcome(
                        true, RouteReason.Accepted, "The route is part of the policy"));
    return new RouteVerdict(
        route.name(),
        accepted,
        route.problems(),
        references(route),
        found(route).stream().map(ResolvedIssuer::name).toList(),
        limited);
  }

  private static String problems(RouteDraft route) {
    return route.problems().stream().map(RouteProblem::toString).collect(Collectors.joining("; "));
  }

  private RouteVerdict.Outcome references(RouteDraft route) {
    List<String> missing =
        route.issuers().stream()
            .filter(name -> !issuers.containsKey(name))
            .sorted(Comparator.naturalOrder())
            .toList();
    if (missing.isEmpty()) {
      return new RouteVerdict.Outcome(true, RouteReason.ResolvedRefs, "Every issuer was found");
    }
    return new RouteVerdict.Outcome(
        false,
        RouteReason.IssuerNotFound,
        "JwtIssuer %s not found in this namespace: create it or remove it from issuerRefs; %s"
            .formatted(
                String.join(", ", missing),
                missing.size() == route.issuers().size()
                    ? "the paths of this route are refused"
                    : "its tokens are refused"));
  }
}
