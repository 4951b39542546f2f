package io.jotgate.policy.compile;

/** Reasons of the conditions {@code Accepted} and {@code ResolvedRefs} of a ProtectedRoute. */
public enum RouteReason {
  /** The route is valid and part of the policy. */
  Accepted,
  /** The route says something that cannot be enforced; its paths are refused. */
  Invalid,
  /**
   * Another route of the workload says something else about the same requests; both are refused.
   */
  Conflicted,
  /** Every issuer was found. */
  ResolvedRefs,
  /** An issuer does not exist; its tokens are refused. */
  IssuerNotFound
}
