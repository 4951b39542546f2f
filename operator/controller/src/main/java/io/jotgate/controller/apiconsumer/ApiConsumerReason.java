package io.jotgate.controller.apiconsumer;

import io.jotgate.controller.status.Reason;

/** Reasons of the conditions of an ApiConsumer, besides those of consent. */
enum ApiConsumerReason implements Reason {
  /** The API key exists and its hash is known. */
  Issued,
  /** The API key is being made. */
  Issuing,
  /** The Secret of the API key was edited and no longer holds the key that was issued. */
  ApiKeyEdited,
  /** An object of a name that we need belongs to somebody else. */
  NameConflict,
  /** Pods of an issuer have not yet loaded what changed. */
  Propagating,
  /** Suspended, and pods of an issuer may not have heard of it yet. */
  Suspending
}
