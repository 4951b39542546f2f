package io.jotgate.policy.compile;

import io.jotgate.policy.model.Decision;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Routes that contradict each other, with the reasons; all of them are refused. */
final class Conflicts {
  private final TreeMap<String, TreeSet<String>> messages = new TreeMap<>();

  /** Names of the routes that are refused. */
  Set<String> routes() {
    return messages.keySet();
  }

  /** Why a route is refused, if it is. */
  Optional<String> of(String route) {
    return Optional.ofNullable(messages.get(route))
        .map(found -> String.join("; ", found) + "; the paths of this route are refused");
  }

  /** One proxy forwards to one port. */
  void findPorts(List<RouteDraft> routes) {
    Set<Integer> ports = routes.stream().map(RouteDraft::upstreamPort).collect(Collectors.toSet());
    if (ports.size() > 1) {
      add(
          routes.stream().map(RouteDraft::name).toList(),
          "the routes of this workload name different upstreamPorts: make them equal");
    }
  }

  /** A token names its issuer by iss alone, so two with the same could not be told apart. */
  void findIssuers(List<RouteDraft> routes, Map<String, ResolvedIssuer> issuers) {
    TreeMap<String, TreeSet<String>> names = new TreeMap<>();
    for (RouteDraft route : routes) {
      for (String name : route.issuers()) {
        ResolvedIssuer issuer = issuers.get(name);
        if (issuer != null) {
          names.computeIfAbsent(issuer.iss(), iss -> new TreeSet<>()).add(name);
        }
      }
    }
    names.forEach(
        (iss, same) -> {
          if (same.size() > 1) {
            add(
                routes.stream()
                    .filter(route -> route.issuers().stream().anyMatch(same::contains))
                    .map(RouteDraft::name)
                    .toList(),
                "issuers %s have the same issuerURL: trust one of them"
                    .formatted(String.join(", ", same)));
          }
        });
  }

  void findHeaders(String issuer, List<RouteDraft> sharing) {
    add(
        sharing.stream().map(RouteDraft::name).toList(),
        "routes map different claims of issuer %s to the same header: use one header per claim"
            .formatted(issuer));
  }

  /** Who calls is not told by sub alone where tokens of several issuers are accepted. */
  void findIdentities(RouteDraft route, Collection<IssuerSettings> settings) {
    boolean identified = settings.stream().anyMatch(each -> !each.claimHeaders().isEmpty());
    if (settings.size() > 1 && identified && !settings.stream().allMatch(IssuerSettings::mapsIss)) {
      add(
          List.of(route.name()),
          "another route of the workload maps claims to headers, and this one accepts several"
              + " issuers: map iss in jwt.claimHeaders, or accept one issuer");
    }
  }

  /** Equal requests need equal decisions; a route that is refused anyway contradicts nobody. */
  void findDecisions(MatchedRequests requests) {
    Set<Decision> decisions = new HashSet<>();
    TreeSet<String> routes = new TreeSet<>();
    for (MatchedRequests.Claimant claimant : requests.claimants()) {
      if (claimant.enforced()) {
        decisions.add(claimant.decision());
        routes.add(claimant.route());
      }
    }
    if (decisions.size() > 1) {
      add(
          List.copyOf(routes),
          "rules of %s decide differently about %s: make them equal or remove one"
              .formatted(String.join(", ", routes), requests.describe()));
    }
  }

  private void add(List<String> routes, String message) {
    routes.forEach(route -> messages.computeIfAbsent(route, name -> new TreeSet<>()).add(message));
  }
}
