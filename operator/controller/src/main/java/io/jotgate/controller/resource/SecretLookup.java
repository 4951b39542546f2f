package io.jotgate.controller.resource;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** What there is under the name of a Secret that a user brings. */
public sealed interface SecretLookup {
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

  /** Judges what was found under the name: only the label lets the operator read it. */
  static SecretLookup of(Optional<Secret> stored) {
    return stored
        .<SecretLookup>map(
            each ->
                "true".equals(Metadata.label(each, JotgateLabels.WATCH).orElse(""))
                    ? new Found(each)
                    : new NotLabelled())
        .orElseGet(Absent::new);
  }
}
