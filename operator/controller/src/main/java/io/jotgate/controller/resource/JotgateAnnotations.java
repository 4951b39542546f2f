package io.jotgate.controller.resource;

/** Annotations that the operator reads and writes. */
public final class JotgateAnnotations {
  /** On pods: hash of what was written last; a new value makes the kubelet refresh the files. */
  public static final String REFRESH = "jotgate.io/refresh";

  /** On a JwtIssuer or an ApiConsumer: any new value asks for one rotation. */
  public static final String ROTATE = "jotgate.io/rotate";

  /** On a JwtIssuer: the kid of a key to take back at once, or {@code all}. */
  public static final String REVOKE_KEY = "jotgate.io/revoke-key";

  /** On the Secret of an API key: the public id of the key. */
  public static final String CREDENTIAL_ID = "jotgate.io/credential-id";

  /** On the Secret of an API key: SHA-256 of the key that was issued, so that an edit shows. */
  public static final String CREDENTIAL_SHA256 = "jotgate.io/credential-sha256";

  /** On the Secret of an API key: name of the credential that it is the key of. */
  public static final String CREDENTIAL = "jotgate.io/credential";

  /** On the Secret of an API key: since when the key is given to clients. */
  public static final String CREDENTIAL_SINCE = "jotgate.io/credential-since";

  /** On the Secret of an API key: id and hash of the key that takes its place soon. */
  public static final String NEXT_CREDENTIAL = "jotgate.io/next-credential";

  /** On the Secret of an API key: id, hash and end of keys before it that are still good. */
  public static final String PREVIOUS_CREDENTIALS = "jotgate.io/previous-credentials";

  /** On the Secret of an API key: the rotation request that was handled last. */
  public static final String HANDLED_ROTATE = "jotgate.io/handled-rotate";

  /** On the Secret of an issuer's credentials: hash of the credentials that it holds. */
  public static final String REVISION = "jotgate.io/revision";

  /**
   * On the Secret of an issuer's credentials: the revision that every countable pod of the issuer
   * has loaded, absent while there is none.
   */
  public static final String ACKNOWLEDGED_REVISION = "jotgate.io/acknowledged-revision";

  private JotgateAnnotations() {}
}
