package io.jotgate.issuer.authentication;

import java.util.Optional;

/** The credential that a request brings, not yet checked. Secrets stay out of {@code toString}. */
public sealed interface Presented {
  /** A text that should be an API key. */
  record ApiKeyText(String text) implements Presented {
    /** Leaves out the key. */
    @Override
    public String toString() {
      return "ApiKeyText[]";
    }
  }

  /**
   * A client id and what should be its password, or an API key of its own.
   *
   * @param user the client id as claimed
   */
  record Password(String user, String password) implements Presented {
    /** Leaves out the password, and the user: people type passwords there. */
    @Override
    public String toString() {
      return "Password[]";
    }
  }

  /**
   * An assertion that the client has signed (RFC 7523).
   *
   * @param clientId the client id as claimed beside the assertion, if it was
   */
  record Assertion(Optional<String> clientId, String jwt) implements Presented {
    /** Leaves out the assertion. */
    @Override
    public String toString() {
      return "Assertion[]";
    }
  }

  /** No credential, or one of a scheme that this issuer does not take. */
  record None() implements Presented {}

  /** More than one: which one counts would be a guess. */
  record Several() implements Presented {}

  /** One that breaks the form of its scheme. */
  record Malformed(Kind kind) implements Presented {}

  /** What is malformed. */
  enum Kind {
    /** The value of {@code Authorization: Basic}. */
    BASIC,
    /** The parameters of a form. */
    FORM
  }
}
