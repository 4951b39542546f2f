package io.jotgate.policy.render.envoy;

/** Names of Envoy's messages and of our own resources in them. */
final class Types {
  static final String JWT_FILTER = "jotgate.jwt";
  static final String REVOCATION_FILTER = "jotgate.revocation";
  static final String AUDIENCE_FILTER = "jotgate.audience";
  static final String ROUTE_FILTER = "jotgate.route";

  /** Of the token, never of the client: the bootstrap removes what comes from outside. */
  static final String TRANSACTION_HEADER = "x-transaction-id";

  static final String ANONYMOUS_FILTER = "jotgate.anonymous";
  static final String ROUTES = "jotgate";
  static final String ROUTE_METADATA = "jotgate";
  static final String CLUSTER = "app";

  static final String CLUSTER_TYPE = type("config.cluster.v3.Cluster");
  static final String ROUTES_TYPE = type("config.route.v3.RouteConfiguration");
  static final String EXTENSION_TYPE = type("config.core.v3.TypedExtensionConfig");
  static final String JWT_TYPE = type("extensions.filters.http.jwt_authn.v3.JwtAuthentication");
  static final String JWT_ROUTE_TYPE = type("extensions.filters.http.jwt_authn.v3.PerRouteConfig");
  static final String RBAC_TYPE = type("extensions.filters.http.rbac.v3.RBAC");
  static final String RBAC_ROUTE_TYPE = type("extensions.filters.http.rbac.v3.RBACPerRoute");
  static final String HEADERS_ROUTE_TYPE =
      type("extensions.filters.http.header_mutation.v3.HeaderMutationPerRoute");

  private Types() {}

  private static String type(String message) {
    return "type.googleapis.com/envoy." + message;
  }
}
