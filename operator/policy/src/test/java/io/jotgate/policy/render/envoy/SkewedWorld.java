package io.jotgate.policy.render.envoy;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.model.Revocations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a policy is compiled from: two routes, and for each of two issuers a key ring and its
 * revocations. Each of these is an object that is edited by itself.
 */
final class SkewedWorld {
  /** Issuers by the names that routes know them by; who is behind a name may change. */
  private static final List<String> NAMES = List.of("login", "partner");

  private static final List<String> ROUTES = List.of("route-a", "route-b");
  private static final List<String> PATHS = List.of("/", "/a", "/a", "/a/x", "/b");
  private static final List<String> DECISIONS =
      List.of(
          ", action: AllowAnonymous",
          ", action: Deny",
          ", mode: Audit",
          "",
          "",
          ", require: {scopes: {allOf: [s1]}}",
          ", require: {scopes: {allOf: [s1]}}",
          ", require: {audiences: [a1]}",
          ", require: {audiences: [a2]}");

  private final Random random;
  private final SkewedTokens tokens;
  private final int upstreamPort;
  private final Map<String, ProtectedRoute> parsed = new HashMap<>();
  private long epoch;

  SkewedWorld(Random random, SkewedTokens tokens, int upstreamPort) {
    this.random = random;
    this.tokens = tokens;
    this.upstreamPort = upstreamPort;
  }

  /** A key ring of whom the name stands for. */
  record Ring(String identity, List<Integer> keys, long epoch) {}

  /** A route as a user writes it. */
  record Route(List<String> issuers, List<String> audiences, boolean ownHost, List<String> rules) {
    String spec() {
      return "issuerRefs: [{name: %s}]\n".formatted(String.join("}, {name: ", issuers))
          + (ownHost ? "hosts: [orders]\n" : "")
          + "jwt: {maxTokenAge: 2h, audiences: [%s]}\nrules:\n"
              .formatted(String.join(", ", audiences))
          + String.join("", rules);
    }
  }

  /** All objects at one time, by name; those that do not exist are missing. */
  record State(Map<String, Object> byName) {
    State with(String name, Object object) {
      Map<String, Object> changed = new TreeMap<>(byName);
      changed.put(name, object);
      return new State(changed);
    }

    Optional<Object> find(String name) {
      return Optional.ofNullable(byName.get(name));
    }

    State without(String name) {
      Map<String, Object> changed = new TreeMap<>(byName);
      changed.remove(name);
      return new State(changed);
    }
  }

  /** State to begin with. */
  State first() {
    State objects = new State(new TreeMap<>());
    for (String name : ROUTES) {
      objects = objects.with(name, route());
    }
    for (String name : NAMES) {
      objects = objects.with(ringOf(name), ring(name));
      objects = objects.with(revokedOf(name), revoked());
    }
    return objects;
  }

  private static String ringOf(String issuer) {
    return "ring-" + issuer;
  }

  private static String revokedOf(String issuer) {
    return "revoked-" + issuer;
  }

  /** One object edited, added or removed. */
  State edited(State objects) {
    if (random.nextInt(5) < 3) {
      String name = pick(ROUTES);
      return objects.byName().get(name) instanceof Route route
          ? random.nextInt(10) == 0 ? objects.without(name) : objects.with(name, edited(route))
          : objects.with(name, route());
    }
    String issuer = pick(NAMES);
    if (random.nextBoolean()) {
      return objects.with(revokedOf(issuer), revoked());
    }
    return random.nextInt(6) == 0
        ? objects.without(ringOf(issuer))
        : objects.with(ringOf(issuer), ring(issuer));
  }

  /**
   * All states in which each object is as in one of these: a proxy that has some objects older than
   * others may be in any of them.
   */
  static List<State> mixtures(List<State> versions) {
    TreeSet<String> names = new TreeSet<>();
    versions.forEach(version -> names.addAll(version.byName().keySet()));
    List<State> mixed = List.of(new State(Map.of()));
    for (String name : names) {
      List<State> more = new ArrayList<>();
      for (State each : mixed) {
        versions.stream()
            .map(version -> version.find(name))
            .distinct()
            .forEach(
                object ->
                    more.add(
                        object.map(found -> each.with(name, found)).orElse(each.without(name))));
      }
      mixed = more;
    }
    return mixed;
  }

  /** What the operator makes of the objects. */
  Compiled compile(State objects) {
    List<ProtectedRoute> routes = new ArrayList<>();
    for (String name : ROUTES) {
      if (objects.byName().get(name) instanceof Route route) {
        routes.add(
            parsed.computeIfAbsent(
                name + "\n" + route.spec(),
                each -> TestRoutes.route(name, upstreamPort, route.spec())));
      }
    }
    if (parsed.size() > 1000) {
      parsed.clear();
    }
    Map<String, ResolvedIssuer> issuers = new TreeMap<>();
    for (String name : NAMES) {
      if (objects.byName().get(ringOf(name)) instanceof Ring ring) {
        issuers.put(name, resolved(name, ring, objects.find(revokedOf(name))));
      }
    }
    return PolicyCompiler.compile("orders", routes, issuers);
  }

  private ResolvedIssuer resolved(String name, Ring ring, Optional<Object> revoked) {
    List<TestIssuer> keys = tokens.keys(ring.identity());
    return new ResolvedIssuer(
        name,
        keys.getFirst().iss(),
        List.of("a1", "a2"),
        ring.epoch(),
        ring.keys().stream().map(key -> keys.get(key).publicJwk()).toList(),
        revoked
            .filter(Revocations.class::isInstance)
            .map(Revocations.class::cast)
            .orElse(Revocations.none()));
  }

  private Route route() {
    return new Route(
        issuers(),
        audiences(),
        random.nextInt(4) == 0,
        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(this::rule).toList());
  }

  private List<String> issuers() {
    return pick(List.of(List.of("login"), List.of("partner"), NAMES));
  }

  private List<String> audiences() {
    return pick(List.of(List.of("a1"), List.of("a2"), List.of("a1", "a2")));
  }

  private String rule(int number) {
    return "- {name: r%d, matches: [{path: {type: %s, value: '%s'}, methods: [GET]}]%s}\n"
        .formatted(number, pick(List.of("Exact", "PathPrefix")), pick(PATHS), pick(DECISIONS));
  }

  private Route edited(Route old) {
    List<String> rules = new ArrayList<>(old.rules());
    int at = random.nextInt(rules.size());
    switch (random.nextInt(6)) {
      case 0 -> {
        return new Route(issuers(), old.audiences(), old.ownHost(), rules);
      }
      case 1 -> {
        return new Route(old.issuers(), audiences(), old.ownHost(), rules);
      }
      case 2 -> rules.set(at, rule(at));
      case 3 -> {
        // A rule goes and others change with it.
        rules.remove(at);
        rules.add(rule(9));
        return new Route(issuers(), audiences(), old.ownHost(), rules.subList(0, 1));
      }
      case 4 -> rules.add(rule(rules.size() + 10));
      default -> {
        return route();
      }
    }
    return new Route(old.issuers(), old.audiences(), old.ownHost(), rules);
  }

  private Ring ring(String name) {
    // A resource that is created anew may have another identifier than before.
    String identity = name.equals("login") && random.nextInt(6) == 0 ? "other" : name;
    List<Integer> keys =
        pick(List.of(List.of(0), List.of(1), List.of(0, 1), List.of(0, 1), List.of()));
    return new Ring(identity, keys, ++epoch);
  }

  private Revocations revoked() {
    TreeMap<String, Instant> ids = new TreeMap<>();
    TreeMap<String, Instant> clients = new TreeMap<>();
    SkewedTokens.IDS.stream()
        .filter(id -> random.nextInt(3) == 0)
        .forEach(id -> ids.put(id, tokens.issued()));
    if (random.nextInt(4) == 0) {
      clients.put("batch", tokens.betweenOldAndNew());
    }
    return new Revocations(
        ids,
        clients,
        random.nextInt(3) == 0 ? List.of(tokens.kid(random)) : List.of(),
        random.nextInt(8) == 0 ? Optional.of(tokens.betweenOldAndNew()) : Optional.empty());
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** For messages. */
  static String text(State objects) {
    StringBuilder text = new StringBuilder();
    objects
        .byName()
        .forEach(
            (name, object) ->
                text.append(name)
                    .append(": ")
                    .append(object instanceof Route route ? "\n" + route.spec() : object + "\n"));
    return text.toString();
  }
}
