package io.jotgate.api.v1alpha1;

/** The values of absent fields, as the API server fills them in. */
public final class Defaults {
  /** Life of a token when nobody asks for less. */
  public static final String TOKEN_TTL = "5m";

  /** Longest life that a request may get. */
  public static final String TOKEN_MAX_TTL = "15m";

  /** JWS algorithm of the signing keys. */
  public static final String ALGORITHM = "ES256";

  /** Bits of an RSA key. */
  public static final int RSA_SIZE = 2048;

  /** What becomes of the keys when the issuer goes. */
  public static final String DELETION_POLICY = "Retain";

  /** Time between two planned key rotations. */
  public static final String ROTATION_INTERVAL = "168h";

  /** Oldest copy of the JWKS that a verifier may use. */
  public static final String VERIFIER_CACHE = "1h";

  /** How a prepared key becomes active. */
  public static final String ACTIVATION = "WhenPropagated";

  /** How long a planned rotation waits for acknowledgements. */
  public static final String PROPAGATION_TIMEOUT = "24h";

  /** What a planned rotation does when that time has passed. */
  public static final String ON_TIMEOUT = "Activate";

  /** Where the certificate of the token service comes from. */
  public static final String TLS_MODE = "SelfSigned";

  /** JSON type of a claim. */
  public static final String CLAIM_TYPE = "String";

  /** What happens to a claim that looks like sensitive data. */
  public static final String SENSITIVE_ACTION = "Reject";

  /** Pods of the token service. */
  public static final String REPLICAS = "2";

  /** Clock difference that a verifier forgives. */
  public static final String CLOCK_SKEW = "30s";

  /** Longest remaining life of a token that a route accepts. */
  public static final String MAX_TOKEN_AGE = "15m";

  /** How long a replaced API key stays good. */
  public static final String CREDENTIAL_OVERLAP = "168h";

  /** Failures of one source to authenticate. */
  public static final String FAILURES_PER_SOURCE = "{\"count\": 10, \"window\": \"1m\"}";

  /** Failures to authenticate with one id. */
  public static final String FAILURES_PER_CREDENTIAL = "{\"count\": 10, \"window\": \"5m\"}";

  /** Credentials that consumers of one other namespace may have together. */
  public static final String MAX_CREDENTIALS = "50";

  private Defaults() {}
}
