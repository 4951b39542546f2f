package io.jotgate.policy.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that the proxies of one workload enforce, except keys.
 *
 * <p>A request that no rule matches is refused. The rules of the host of a request come before
 * those of any host, exact paths before prefixes, longer prefixes before shorter ones; the first
 * that matches path and method decides.
 *
 * @param workload name of the workload
 * @param upstreamPort port of the application on the loopback address; empty when nothing is let
 *     through
 * @param rules most specific first
 */
public record RoutePolicy(String workload, OptionalInt upstreamPort, List<Rule> rules) {
  /** Sorts the rules; refuses two that match the same request at the same precedence. */
  public RoutePolicy {
    rules = rules.stream().sorted().toList();
    Set<List<Object>> seen = new HashSet<>();
    for (Rule rule : rules) {
      for (HttpMethod method : rule.methods()) {
        if (!seen.add(List.of(rule.host(), rule.path(), method))) {
          throw new IllegalArgumentException("two rules match the same request");
        }
      }
      if (upstreamPort.isEmpty() && !(rule.decision() instanceof Decision.Deny)) {
        throw new IllegalArgumentException("a rule lets requests through to no port");
      }
    }
  }

  /** The policy that refuses everything. */
  public static RoutePolicy denyAll(String workload) {
    return new RoutePolicy(workload, OptionalInt.empty(), List.of());
  }

  /**
   * The rules that decide about each host, in order; the key {@code ""} stands for all hosts that
   * no rule names.
   */
  public SortedMap<String, List<Rule>> rulesByHost() {
    TreeMap<String, List<Rule>> byHost = new TreeMap<>();
    List<Rule> any = rules.stream().filter(rule -> rule.host().isEmpty()).toList();
    for (Rule rule : rules) {
      byHost.computeIfAbsent(rule.host(), host -> new ArrayList<>()).add(rule);
    }
    byHost.forEach(
        (host, own) -> {
          if (!host.isEmpty()) {
            own.addAll(any);
          }
        });
    return byHost;
  }

  /**
   * Reserved characters (RFC 3986 section 2.2) that paths of rules contain, sorted. The escaped
   * spelling of such a character is not resolved, but a workload may do so: targets that contain it
   * are refused.
   */
  public String reservedCharacters() {
    return rules.stream()
        .flatMapToInt(rule -> rule.path().value().chars())
        .filter(character -> "!$&'()*+,=:@".indexOf(character) >= 0)
        .sorted()
        .distinct()
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** The sets of issuers that rules require. */
  public List<IssuerSet> issuerSets() {
    return rules.stream()
        .flatMap(
            rule ->
                rule.decision() instanceof Decision.Require require
                    ? List.of(require.issuerSet()).stream()
                    : List.<IssuerSet>of().stream())
        .sorted()
        .distinct()
        .toList();
  }
}
