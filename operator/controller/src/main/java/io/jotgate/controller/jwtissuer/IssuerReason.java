package io.jotgate.controller.jwtissuer;

import io.jotgate.controller.status.Reason;

/** Why a condition of a JwtIssuer is as it is. */
enum IssuerReason implements Reason {
  /** The spec makes sense and its objects are applied. */
  Applied,
  /** The spec does not make sense; the last good one stays in force. */
  InvalidSpec,
  /** An object of a name that the issuer needs belongs to somebody else. */
  NameConflict,
  /** The API server refuses an object of the issuer. */
  ApplyRefused,
  /** A key signs, and its private half is stored. */
  KeyActive,
  /** The first key is being made. */
  KeyPending,
  /** No key signs until a new one has been published for long enough. */
  NoActiveKey,
  /** The private half of the key that signs is gone; the next key takes over. */
  PrivateKeyLost,
  /** The key ring is gone while its private keys are stored. */
  RingMissing,
  /** The key ring is damaged. */
  RingUnreadable,
  /** Every ready pod publishes the key that signs. */
  Published,
  /** Not every ready pod has loaded what it should. */
  Propagating,
  /** Pods do not answer the operator. */
  PodsUnreachable,
  /** The token service answers. */
  Available,
  /** The token service answers, and its Deployment is not yet as it should be. */
  RollingOut,
  /** No pod is ready. */
  NoReadyPods,
  /** Everything that the spec refers to is there and may be read. */
  Resolved,
  /** The Secret of the certificate does not exist. */
  SecretNotFound,
  /** The Secret of the certificate lacks the label that lets the operator read it. */
  SecretNotLabelled,
  /** The Secret of the certificate holds none that can be served with. */
  SecretInvalid,
  /** No rotation waits. */
  NotBlocked,
  /** Nothing is known yet. */
  NotEvaluated
}
