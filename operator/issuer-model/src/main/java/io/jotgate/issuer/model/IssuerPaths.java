package io.jotgate.issuer.model;

/** Where a token service answers, behind the path of its issuer URL. */
public final class IssuerPaths {
  /** A token in the header of the answer. */
  public static final String AUTH = "/auth";

  /** The token endpoint (RFC 6749 section 3.2). */
  public static final String TOKEN = "/oauth2/token";

  /** What stands in front of the names of well-known documents (RFC 8615). */
  public static final String WELL_KNOWN = "/.well-known/";

  /** The JWK set (RFC 7517). */
  public static final String JWKS = WELL_KNOWN + "jwks.json";

  /** The metadata (RFC 8414). */
  public static final String AUTHORIZATION_SERVER = WELL_KNOWN + "oauth-authorization-server";

  /** The metadata where OpenID Connect Discovery 1.0 looks for them. */
  public static final String OPENID_CONFIGURATION = WELL_KNOWN + "openid-configuration";

  private IssuerPaths() {}
}
