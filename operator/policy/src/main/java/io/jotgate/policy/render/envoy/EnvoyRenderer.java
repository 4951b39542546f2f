package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Trust;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.PolicyRenderer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Renders for Envoy sidecars.
 *
 * <p>The documents are what a proxy should hold in the end; a running proxy gets there through
 * {@link PolicyTransition}.
 */
public final class EnvoyRenderer implements PolicyRenderer {
  /**
   * Version of the bootstrap that new pods get: an annotation of the pod. Proxies that were started
   * with an earlier one load the same documents.
   */
  public static final String BOOTSTRAP_VERSION = "2";

  /** Read once by Envoy at its start. */
  public static final String BOOTSTRAP = "bootstrap.json";

  /** Where the workload listens. */
  public static final String CLUSTERS = "cds.json";

  /** Rules. */
  public static final String ROUTES = "rds.json";

  /** Issuers and their keys. */
  public static final String JWT = "ecds-jwt.json";

  /** Checks of the token as such. */
  public static final String REVOCATION = "ecds-revocation.json";

  private final SidecarLayout layout;

  /** A renderer for sidecars of the given layout. */
  public EnvoyRenderer(SidecarLayout layout) {
    this.layout = layout;
  }

  @Override
  public Documents policyDocuments(RoutePolicy policy) {
    TreeMap<String, List<Object>> routes = new TreeMap<>();
    Routes.byDomain(policy)
        .forEach(
            (domain, rules) ->
                routes.put(domain, rules.stream().map(rule -> (Object) rule.route()).toList()));
    return policyDocuments(policy, routes);
  }

  /** The documents of a policy with other routes than its own. */
  Documents policyDocuments(RoutePolicy policy, SortedMap<String, List<Object>> routes) {
    List<?> clusters = clusters(policy);
    List<?> configuration = List.of(RouteConfiguration.of(routes, Routes.escapesToReject(policy)));
    String version = VersionText.of(List.of(clusters, configuration));
    return Documents.of(
        Map.of(
            BOOTSTRAP,
            Json.write(Bootstrap.render(BOOTSTRAP_VERSION, layout)),
            CLUSTERS,
            document(clusters, version),
            ROUTES,
            document(configuration, version)));
  }

  @Override
  public Documents trustDocuments(Trust trust) {
    return trustDocuments(trust, Filters.providers(trust), Filters.requirements(trust), Map.of());
  }

  /**
   * The documents of a trust with other providers and requirements than its own.
   *
   * @param refusedKeys names of keys that are refused although they are not published, by issuer
   */
  Documents trustDocuments(
      Trust trust,
      Map<String, Object> providers,
      Map<String, Object> requirements,
      Map<String, List<String>> refusedKeys) {
    return Documents.of(
        Map.of(
            JWT,
            extension(Types.JWT_FILTER, Filters.jwt(providers, requirements), trust),
            REVOCATION,
            extension(
                Types.REVOCATION_FILTER,
                Filters.revocation(RevokedTokens.fitting(trust), refusedKeys),
                trust)));
  }

  /**
   * Which revocations do not fit into the documents of a trust: by issuer, before when a token must
   * have been issued to be refused although nobody has named it.
   */
  public static SortedMap<String, Instant> coarseRevocations(Trust trust) {
    return RevokedTokens.coarse(trust);
  }

  /** The policy documents that refuse everything. */
  public Documents denyAllPolicy() {
    return policyDocuments(RoutePolicy.denyAll("deny-all"));
  }

  /** The trust documents that trust nobody. */
  public Documents denyAllTrust() {
    return trustDocuments(Trust.none());
  }

  private static List<?> clusters(RoutePolicy policy) {
    if (policy.upstreamPort().isEmpty()) {
      return List.of();
    }
    Map<String, Object> socket =
        Map.of(
            "socket_address",
            Map.of("address", "127.0.0.1", "port_value", policy.upstreamPort().getAsInt()));
    Map<String, Object> endpoints =
        Map.of("lb_endpoints", List.of(Map.of("endpoint", Map.of("address", socket))));
    return List.of(
        Map.of(
            "@type",
            Types.CLUSTER_TYPE,
            "connect_timeout",
            "1s",
            "load_assignment",
            Map.of("cluster_name", Types.CLUSTER, "endpoints", List.of(endpoints)),
            "name",
            Types.CLUSTER,
            "type",
            "STATIC"));
  }

  private static String extension(String name, Map<String, Object> filter, Trust trust) {
    List<?> resources =
        List.of(Map.of("@type", Types.EXTENSION_TYPE, "name", name, "typed_config", filter));
    return document(resources, VersionText.of(resources, trust));
  }

  private static String document(List<?> resources, String version) {
    return Json.write(Map.of("resources", resources, "version_info", version));
  }
}
