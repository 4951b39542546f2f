package io.jotgate.policy.compile;

import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.PathMatch;
import io.jotgate.policy.model.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * All that routes say about requests of the same host, path and method.
 *
 * @param claimants sorted by route and rule
 */
record MatchedRequests(String host, PathMatch path, HttpMethod method, List<Claimant> claimants)
    implements Comparable<MatchedRequests> {
  private static final Comparator<MatchedRequests> ORDER =
      Comparator.comparing(MatchedRequests::host)
          .thenComparing(MatchedRequests::path)
          .thenComparing(MatchedRequests::method);

  /**
   * A rule that speaks about them.
   *
   * @param enforced false when its route is refused, whatever the rule says
   */
  record Claimant(String route, String rule, Decision decision, boolean enforced) {
    String id() {
      return route + "/" + rule;
    }
  }

  private record Key(String host, PathMatch path, HttpMethod method) {}

  private record Group(String host, PathMatch path, Claimant claimant) {}

  static List<MatchedRequests> of(
      List<RouteDraft> routes,
      BiFunction<RouteDraft, RouteDraft.Match, Optional<Decision>> decide) {
    LinkedHashMap<Key, List<Claimant>> claimed = new LinkedHashMap<>();
    for (RouteDraft route : routes) {
      for (RouteDraft.Match match : route.matches()) {
        Optional<Decision> decision = decide.apply(route, match);
        Claimant claimant =
            new Claimant(
                route.name(),
                match.rule(),
                decision.orElse(new Decision.Deny()),
                decision.isPresent());
        for (String host : route.hosts()) {
          for (HttpMethod method : match.methods()) {
            claimed
                .computeIfAbsent(new Key(host, match.path(), method), key -> new ArrayList<>())
                .add(claimant);
          }
        }
      }
    }
    return claimed.entrySet().stream()
        .map(
            entry ->
                new MatchedRequests(
                    entry.getKey().host(),
                    entry.getKey().path(),
                    entry.getKey().method(),
                    entry.getValue().stream()
                        .sorted(Comparator.comparing(Claimant::id))
                        .distinct()
                        .toList()))
        .sorted()
        .toList();
  }

  /** One rule for all methods of a path about which the same claimant decides. */
  static List<Rule> toRules(
      List<MatchedRequests> requests, Set<String> refused, BiConsumer<String, String> limitation) {
    LinkedHashMap<Group, List<HttpMethod>> groups = new LinkedHashMap<>();
    for (MatchedRequests request : requests) {
      Claimant decides = request.decides(refused, limitation);
      groups
          .computeIfAbsent(
              new Group(request.host(), request.path(), decides), key -> new ArrayList<>())
          .add(request.method());
    }
    List<Rule> rules = new ArrayList<>();
    groups.forEach(
        (group, methods) ->
            rules.add(
                new Rule(
                    group.claimant().id(),
                    group.claimant().route(),
                    group.host(),
                    group.path(),
                    methods,
                    group.claimant().decision())));
    return rules;
  }

  /** The first claimant, unless one is refused: then that one. */
  private Claimant decides(Set<String> refused, BiConsumer<String, String> limitation) {
    TreeMap<String, Claimant> closed = new TreeMap<>();
    for (Claimant claimant : claimants) {
      if (refused.contains(claimant.route()) || !claimant.enforced()) {
        closed.put(
            claimant.id(),
            new Claimant(claimant.route(), claimant.rule(), new Decision.Deny(), false));
      }
    }
    if (closed.isEmpty()) {
      return claimants.getFirst();
    }
    Claimant closing = closed.firstEntry().getValue();
    for (Claimant claimant : claimants) {
      if (!closed.containsKey(claimant.id())) {
        limitation.accept(
            claimant.route(),
            "%s is refused: route %s, which is not accepted, names it too"
                .formatted(describe(), closing.route()));
      }
    }
    return closing;
  }

  String describe() {
    String kind =
        switch (path.kind()) {
          case EXACT -> "";
          case PREFIX -> " and below";
        };
    return method + " " + (host.isEmpty() ? "" : host + " ") + path.value() + kind;
  }

  @Override
  public int compareTo(MatchedRequests other) {
    return ORDER.compare(this, other);
  }
}
