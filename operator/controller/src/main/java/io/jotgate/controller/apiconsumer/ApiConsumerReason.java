package io.jotgate.controller.apiconsumer;

import io.jotgate.controller.status.Reason;

/** Reasons of the conditions of an ApiConsumer, besides those of consent. */
enum ApiConsumerReason implements Reason {
  /** All credentials exist and their verifiers are known. */
  Issued,
  /** The API key is being made. */
  Issuing,
  /** The Secret of the API key was edited and no longer holds the key that was issued. */
  ApiKeyEdited,
  /** An object of a name that we need belongs to somebody else. */
  NameConflict,
  /** What the user brings cannot be accepted. */
  InvalidCredential,
  /** A claim that the consumer may fill has a pattern that no issuer takes. */
  InvalidClaim,
  /** Everything that the spec refers to is there and may be read. */
  Resolved,
  /** A Secret that the spec refers to lacks the label that lets the operator read it. */
  SecretNotLabelled,
  /** A Secret that the spec refers to does not exist. */
  SecretNotFound,
  /** Pods of an issuer have not yet loaded what changed. */
  Propagating,
  /** Suspended, and pods of an issuer may not have heard of it yet. */
  Suspending,
  /** It has come to its end. */
  Expired,
  /** It comes to its end soon. */
  ExpiresSoon,
  /** It does not come to its end soon. */
  NotExpiring
}
