package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.controller.resource.Metadata;

/** What there is under the name of a Secret that a user brings. */
sealed interface SecretLookup {
  /** The Secret, which may be read. */
  record Found(Secret secret) implements SecretLookup {
    /** Names the Secret only. */
    @Override
    public String toString() {
      return "Found[" + Metadata.name(secret) + "]";
    }
  }

  /** A Secret whose owner has not said that the operator may read it. */
  record NotLabelled() implements SecretLookup {}

  /** No Secret. */
  record Absent() implements SecretLookup {}
}
