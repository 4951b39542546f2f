package io.jotgate.controller.resource;

/**
 * Field managers of server-side apply, one per controller: an object has one writer, and its
 * managed fields say who.
 */
public final class FieldManagers {
  /** JwtIssuerReconciler. */
  public static final String JWT_ISSUER = "jotgate-jwtissuer";

  /** ApiConsumerReconciler. */
  public static final String API_CONSUMER = "jotgate-apiconsumer";

  /** ProtectedRouteReconciler. */
  public static final String PROTECTED_ROUTE = "jotgate-protectedroute";

  /** WorkloadPolicyReconciler. */
  public static final String WORKLOAD_POLICY = "jotgate-workload";

  /** TokenRevocationReconciler. */
  public static final String TOKEN_REVOCATION = "jotgate-tokenrevocation";

  private FieldManagers() {}
}
