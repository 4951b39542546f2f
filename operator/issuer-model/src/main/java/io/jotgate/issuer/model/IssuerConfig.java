package io.jotgate.issuer.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Settings of a token service, from the spec of its JwtIssuer: the content of {@code issuer.json}.
 *
 * <p>The lists are sets; they are kept sorted, so equal settings give equal documents.
 *
 * @param issuerURL the issuer identifier (RFC 8414 section 2): https, no query, no fragment, no
 *     slash at the end; the {@code iss} of every token
 * @param audiences the catalogue of audiences, at least one
 * @param ttlSeconds life of a token when the request does not ask for less
 * @param maxTtlSeconds longest life of a token
 * @param authentication how clients prove who they are
 * @param scopes the catalogue of scopes; empty: any
 * @param jwksMaxAgeSeconds how long a client may keep the JWKS without asking again
 * @param response how it answers
 * @param claims the claims of a token besides those that each has
 */
public record IssuerConfig(
    String issuerURL,
    List<String> audiences,
    long ttlSeconds,
    long maxTtlSeconds,
    AuthenticationConfig authentication,
    List<String> scopes,
    long jwksMaxAgeSeconds,
    ResponseConfig response,
    ClaimsConfig claims) {
  /** Hard maximum of the life of a token, in seconds. */
  public static final long HARD_MAX_TTL_SECONDS = 86_400;

  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if one is out of its bounds
   */
  public IssuerConfig {
    requireIssuerUrl(issuerURL);
    audiences = Syntax.sortedSet(Syntax.AUDIENCE, audiences, "audiences");
    scopes = Syntax.sortedSet(Syntax.SCOPE, scopes, "scopes");
    if (audiences.isEmpty()) {
      throw new InvalidDocumentException("audiences", "must not be empty");
    }
    if (maxTtlSeconds < 1 || maxTtlSeconds > HARD_MAX_TTL_SECONDS) {
      throw new InvalidDocumentException(
          "maxTtlSeconds", "must be from 1 to " + HARD_MAX_TTL_SECONDS);
    }
    if (ttlSeconds < 1 || ttlSeconds > maxTtlSeconds) {
      throw new InvalidDocumentException("ttlSeconds", "must be from 1 to maxTtlSeconds");
    }
    if (jwksMaxAgeSeconds < 0) {
      throw new InvalidDocumentException("jwksMaxAgeSeconds", "must not be negative");
    }
    if (authentication.apiKeyEnabled()
        && authentication.apiKeyHeaders().stream().anyMatch(claims::reads)) {
      throw new InvalidDocumentException("claims", "must not read a header of API keys");
    }
  }

  private static void requireIssuerUrl(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidDocumentException("issuerURL", "is not a URI");
    }
    if (text.length() > Syntax.MAX_URL
        || !"https".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || text.endsWith("/")) {
      throw new InvalidDocumentException(
          "issuerURL", "must be an https URL without user, query, fragment and slash at the end");
    }
  }
}
