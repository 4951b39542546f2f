package io.jotgate.policy.evaluate;

/** What happens to a request; the status codes are those of RFC 6750 section 3.1. */
public enum Verdict {
  /** It reaches the workload. */
  PASS(200),
  /** Its path could be read in more than one way. */
  BAD_REQUEST(400),
  /** 401 without an error code: there is no token. */
  MISSING_TOKEN(401),
  /** 401 {@code invalid_token}: the token as such is not good here. */
  INVALID_TOKEN(401),
  /** 401 {@code invalid_token}: the token was good here and has been taken back. */
  REVOKED_TOKEN(401),
  /** 403 {@code insufficient_scope}: the token is good, but not for this. */
  INSUFFICIENT_SCOPE(403),
  /** 403: no rule lets it through, whatever it carries. */
  FORBIDDEN(403);

  private final int status;

  Verdict(int status) {
    this.status = status;
  }

  /** The status code of the answer; of a request that passes, the workload's own. */
  public int status() {
    return status;
  }
}
