package io.jotgate.issuer.endpoint;

import java.util.Locale;

/**
 * Why a request for a token is refused, with the answer that the client gets. Whatever is wrong
 * with a credential, the answer is the same: it must not tell whether an id exists.
 */
enum Refusal {
  METHOD(405, "invalid_request", "use POST"),
  CREDENTIAL_SEVERAL(400, "invalid_request", "send exactly one credential"),
  CREDENTIAL_MISSING(401),
  CREDENTIAL_MALFORMED(401),
  CREDENTIAL_UNKNOWN(401),
  CREDENTIAL_WRONG(401),
  CREDENTIAL_EXPIRED(401),
  THROTTLED(
      429, "temporarily_unavailable", "there were too many failures, wait as Retry-After says"),
  BUSY(503, "temporarily_unavailable", "there are too many logins at once, try again"),
  BODY_TOO_LARGE(413, "invalid_request", "the body must not be larger than 16 KiB"),
  BODY_TOO_SLOW(408, "invalid_request", "the body did not arrive in time"),
  BODY_TYPE(415, "invalid_request", "the body must be application/json"),
  BODY_INVALID(
      400,
      "invalid_request",
      "the body must be one JSON object with no other members than scope, audience, expires_in and claims"),
  FORM_TYPE(415, "invalid_request", "the body must be application/x-www-form-urlencoded"),
  FORM_INVALID(400, "invalid_request", "the body must be a form"),
  GRANT_MISSING(400, "invalid_request", "grant_type is missing"),
  GRANT_UNSUPPORTED(400, "unsupported_grant_type", "grant_type must be client_credentials"),
  CLAIMS_INVALID(400, "invalid_request", "claims must be one JSON object"),
  SCOPE(400, "invalid_scope", "a requested scope is malformed or not granted to this client"),
  AUDIENCE(
      400,
      "invalid_target",
      "name an audience that is granted to this client: there is none, or more than one, to choose"),
  CLAIM(400, "invalid_request", "a claim cannot be filled"),
  UNAVAILABLE(503, "temporarily_unavailable", "no token can be issued now, try again"),
  /** The only one that has no line in the audit: there is no room for one. */
  AUDIT_FULL(503, "temporarily_unavailable", "no token can be issued now, try again");

  private final int status;
  private final String error;
  private final String description;

  Refusal(int status) {
    this(status, "invalid_client", "the credential is missing or not valid");
  }

  Refusal(int status, String error, String description) {
    this.status = status;
    this.error = error;
    this.description = description;
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }

  String description() {
    return description;
  }

  /** The name in metrics and audit. */
  String reason() {
    return name().toLowerCase(Locale.ROOT);
  }
}
