package io.jotgate.controller.tokenrevocation;

import io.jotgate.controller.status.Reason;

/** Reasons of the conditions of a TokenRevocation. */
enum TokenRevocationReason implements Reason {
  /** Every pod that trusts the issuer refuses what the revocation names. */
  Effective,
  /** No pod trusts the issuer. */
  NoPods,
  /** Pods have not yet loaded the revocation. */
  Propagating,
  /** The trust of a workload cannot be written. */
  TrustNotWritten,
  /** There is no such issuer. */
  IssuerNotFound,
  /** Nothing that the revocation names can be valid any more. */
  Expired,
  /** It names tokens that can still be valid. */
  InForce
}
