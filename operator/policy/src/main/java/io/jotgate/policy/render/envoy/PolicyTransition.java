package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.AcceptedIssuer;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Trust;
import io.jotgate.policy.render.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From what was written to what should be, so that no proxy refuses a good request in between.
 *
 * <p>A proxy loads each file by itself, in any order. So a rule that needs another set of issuers
 * or another audience moves only when every running proxy has loaded the trust that serves it, and
 * trust that a rule no longer needs goes only when every running proxy has left that rule.
 * Everything else is written at once: new keys, and whatever closes. A rule that gives up an issuer
 * or an audience refuses its tokens at once, and only the name of its old requirement waits: a
 * proxy that cannot be asked must not keep it open. So does every rule that waits when another one
 * has gone whose requests may come to it. An issuer that is gone keeps its names for that time, but
 * no key; a revoked key that is gone is still refused by its name.
 */
public final class PolicyTransition {
  private static final String PER_FILTER = "typed_per_filter_config";

  private final EnvoyRenderer renderer;

  /** A transition for sidecars that this renderer renders for. */
  public PolicyTransition(EnvoyRenderer renderer) {
    this.renderer = renderer;
  }

  /**
   * What to write now.
   *
   * @param policy documents of the policy ConfigMap
   * @param trust documents of the trust ConfigMap; to be written first
   * @param complete true when nothing remains to be done after this
   * @param oversize why the policy stays the old one, if it does not fit
   */
  public record Step(
      Documents policy, Documents trust, boolean complete, Optional<Documents.Oversize> oversize) {}

  /**
   * Decides what to write now; to be asked again after every write and every change of what pods
   * have loaded.
   *
   * @param previousPolicy what the policy ConfigMap holds; empty documents when there is none
   * @param previousTrust what the trust ConfigMap holds
   * @param policy what should be enforced
   * @param trust what should be trusted
   * @param loadedByAll whether every running proxy has loaded exactly these previous documents;
   *     true when there is no pod
   */
  public Step next(
      Documents previousPolicy,
      Documents previousTrust,
      RoutePolicy policy,
      Trust trust,
      boolean loadedByAll) {
    Documents wanted = renderer.policyDocuments(policy);
    if (wanted.oversize().isPresent()) {
      boolean none = previousPolicy.text(EnvoyRenderer.ROUTES).isEmpty();
      return new Step(
          none ? renderer.denyAllPolicy() : previousPolicy,
          keepingNames(previousTrust, trust),
          false,
          wanted.oversize());
    }
    Documents exact = renderer.trustDocuments(trust);
    boolean mayKeep = hasAllOf(routes(previousPolicy), routes(wanted));
    Documents now = mix(previousPolicy, Provided.by(previousTrust), policy, loadedByAll, mayKeep);
    boolean arrived =
        now.sameContent(wanted)
            && now.sameContent(previousPolicy)
            && loadedByAll
            && !publishesRefusedKeys(previousTrust, trust);
    Documents trustNow = arrived ? exact : keepingNames(previousTrust, trust);
    if (!DocumentChecks.violations(now, trustNow).isEmpty()) {
      // Somebody has edited the previous documents: nothing of them is kept.
      now = wanted;
      trustNow = exact;
    }
    List<String> violations = DocumentChecks.violations(now, trustNow);
    if (!violations.isEmpty()) {
      throw new IllegalStateException("rendered documents are unsafe: " + violations);
    }
    return new Step(
        keepBytes(previousPolicy, now),
        keepBytes(previousTrust, trustNow),
        now.sameContent(wanted) && trustNow.sameContent(exact),
        Optional.empty());
  }

  /** Documents that were rewritten for a proxy that missed them stay as they are. */
  private static Documents keepBytes(Documents previous, Documents now) {
    return now.sameContent(previous) ? previous : now;
  }

  /** The wanted routes, except those that must wait: there the old ones stay. */
  private Documents mix(
      Documents previous,
      Provided provided,
      RoutePolicy policy,
      boolean loadedByAll,
      boolean mayKeep) {
    SortedMap<String, List<Object>> before = routes(previous);
    TreeMap<String, List<Object>> mixed = new TreeMap<>();
    Routes.byDomain(policy)
        .forEach(
            (domain, rules) -> {
              List<Object> old = before.getOrDefault(domain, List.of());
              List<Object> routes = new ArrayList<>();
              for (Routes.RenderedRule rule : rules) {
                routes.add(choose(rule, old, provided, loadedByAll, mayKeep));
              }
              mixed.put(domain, routes);
            });
    return renderer.policyDocuments(policy, mixed);
  }

  /**
   * Whether each old route has one in its place. Where one has gone, its requests come to a route
   * behind it, and what that one said before was not meant for them.
   */
  private static boolean hasAllOf(
      SortedMap<String, List<Object>> before, SortedMap<String, List<Object>> after) {
    return before.entrySet().stream()
        .allMatch(
            domain ->
                matches(after.getOrDefault(domain.getKey(), List.of()))
                    .containsAll(matches(domain.getValue())));
  }

  private static Set<Map<?, ?>> matches(List<Object> routes) {
    return routes.stream()
        .map(route -> Json.map(Json.at(route, "match")))
        .collect(Collectors.toSet());
  }

  private static Object choose(
      Routes.RenderedRule wanted,
      List<Object> old,
      Provided provided,
      boolean loadedByAll,
      boolean mayKeep) {
    Object route = plain(wanted.route());
    if (!(wanted.rule().decision() instanceof Decision.Require require)) {
      return route;
    }
    Object match = Json.at(route, "match");
    for (Object candidate : old) {
      if (match != null && match.equals(Json.at(candidate, "match"))) {
        boolean asksForTokens = filter(candidate, Types.JWT_FILTER).isPresent();
        boolean ready = sameNeeds(candidate, route) || (loadedByAll && provided.serves(require));
        if (!asksForTokens || ready) {
          return route;
        }
        return mayKeep && !provided.servesLess(candidate, require)
            ? candidate
            : narrowed(route, candidate);
      }
    }
    return route;
  }

  /** The wanted route with the requirement name of the old one, whose trust is loaded. */
  private static Object narrowed(Object route, Object old) {
    SortedMap<String, Object> narrowed = members(route);
    SortedMap<String, Object> filters = members(Json.at(route, PER_FILTER));
    filter(old, Types.JWT_FILTER).ifPresent(filter -> filters.put(Types.JWT_FILTER, filter));
    narrowed.put(PER_FILTER, filters);
    return narrowed;
  }

  private static SortedMap<String, Object> members(@Nullable Object tree) {
    TreeMap<String, Object> members = new TreeMap<>();
    Json.map(tree).forEach((name, value) -> members.put(String.valueOf(name), value));
    return members;
  }

  private static boolean sameNeeds(Object a, Object b) {
    return filter(a, Types.JWT_FILTER).equals(filter(b, Types.JWT_FILTER))
        && filter(a, Types.AUDIENCE_FILTER).equals(filter(b, Types.AUDIENCE_FILTER));
  }

  private static Optional<Object> filter(Object route, String name) {
    return Optional.ofNullable(Json.at(route, PER_FILTER, name));
  }

  /** Written and read again, so that it compares with what was read. */
  private static Object plain(Map<String, Object> tree) {
    return Json.read(Json.write(tree)).orElseThrow();
  }

  private static SortedMap<String, List<Object>> routes(Documents policy) {
    return RouteConfiguration.routesByDomain(
        resource(policy.text(EnvoyRenderer.ROUTES)).orElse(Map.of()));
  }

  private static Optional<Object> resource(String document) {
    return Json.read(document)
        .map(tree -> Json.list(tree.get("resources")))
        .filter(resources -> !resources.isEmpty())
        .map(resources -> (Object) resources.getFirst());
  }

  /**
   * Whether proxies may have a key that is refused by name and about to go: its name goes only when
   * they have all loaded the key set without it.
   */
  private static boolean publishesRefusedKeys(Documents previousTrust, Trust trust) {
    Provided provided = Provided.by(previousTrust);
    SortedMap<String, List<String>> refused = RevokedTokens.refusedKeys(previousTrust);
    return trust.issuers().stream()
        .anyMatch(
            issuer -> {
              List<String> going = new ArrayList<>(provided.kids(issuer.name()));
              going.retainAll(refused.getOrDefault(issuer.name(), List.of()));
              return !PublicKeys.kids(issuer.publicJwks()).containsAll(going);
            });
  }

  /** The wanted trust, and all names and audiences of the previous one without its keys. */
  private Documents keepingNames(Documents previousTrust, Trust trust) {
    Provided provided = Provided.by(previousTrust);
    Trust wider =
        new Trust(
            trust.issuers().stream().map(issuer -> provided.widen(issuer)).toList(),
            trust.issuerSets());
    SortedMap<String, Object> providers = Filters.providers(wider);
    provided
        .providers()
        .forEach((name, old) -> providers.putIfAbsent(name, Provided.withoutKeys(old)));
    TreeMap<String, Object> requirements = new TreeMap<>(provided.requirements());
    requirements.putAll(Filters.requirements(wider));
    return renderer.trustDocuments(
        wider, providers, requirements, RevokedTokens.refusedKeys(previousTrust));
  }

  /** What the jwt_authn filter of a trust ConfigMap can serve. */
  private record Provided(Map<String, Object> providers, Map<String, Object> requirements) {
    static Provided by(Documents trust) {
      Object filter =
          Json.at(resource(trust.text(EnvoyRenderer.JWT)).orElse(Map.of()), "typed_config");
      return new Provided(
          members(Json.at(filter, "providers")), members(Json.at(filter, "requirement_map")));
    }

    boolean serves(Decision.Require require) {
      return requirements.containsKey(Requirements.name(require.issuerSet()))
          && require.issuers().stream().allMatch(this::serves);
    }

    /** Whether a rule asks only for what the requirement of its old route serves already. */
    boolean servesLess(Object old, Decision.Require require) {
      String requirement =
          Json.text(Json.at(old, PER_FILTER, Types.JWT_FILTER, "requirement_name"));
      List<String> issuers =
          DocumentChecks.providersOf(requirements.getOrDefault(requirement, Map.of()));
      return issuers.containsAll(require.issuerSet().names())
          && require.issuers().stream().allMatch(this::serves);
    }

    private boolean serves(AcceptedIssuer issuer) {
      Object provider = providers.get(issuer.name());
      return issuer.iss().equals(Json.at(provider, "issuer"))
          && Json.list(Json.at(provider, "audiences")).containsAll(issuer.audiences());
    }

    /** Names of the keys of an issuer. */
    List<String> kids(String issuer) {
      String jwks = Json.text(Json.at(providers.get(issuer), "local_jwks", "inline_string"));
      return Json.read(jwks).stream()
          .flatMap(set -> Json.list(set.get("keys")).stream())
          .map(key -> Json.text(Json.at(key, "kid")))
          .toList();
    }

    IssuerTrust widen(IssuerTrust issuer) {
      TreeSet<String> audiences = new TreeSet<>(issuer.audiences());
      Json.list(Json.at(providers.get(issuer.name()), "audiences"))
          .forEach(audience -> audiences.add(Json.text(audience)));
      return issuer.withAudiences(List.copyOf(audiences));
    }

    static Object withoutKeys(Object provider) {
      SortedMap<String, Object> emptied = members(provider);
      emptied.put("local_jwks", Filters.localJwks(List.of()));
      return emptied;
    }
  }
}
