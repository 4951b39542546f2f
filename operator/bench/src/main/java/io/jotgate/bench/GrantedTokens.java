package io.jotgate.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks whether tokens of any issuer are what all of them are asked for: signed with the asked
 * algorithm by a key of its JWK set, valid for five minutes from now, for one scope, each with its
 * own id. Issuers write scope and audience in different ways, and their headers and key sets hold
 * more than ours do, so this reads leniently; it judges no token that anybody acts on.
 */
final class GrantedTokens {
  static final String SCOPE = "orders:read";
  static final long SECONDS = 300;
  private static final long LEEWAY_SECONDS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "ES256", "SHA256withECDSAinP1363Format",
          "RS256", "SHA256withRSA",
          "EdDSA", "Ed25519",
          "Ed25519", "Ed25519");

  private final String algorithm;
  private final JsonNode keys;
  private final InstantSource clock;
  private final Set<String> ids = new HashSet<>();

  /**
   * Tokens of one issuer.
   *
   * @param algorithm as in the header of a token
   * @param jwks its public keys (RFC 7517)
   */
  GrantedTokens(String algorithm, String jwks, InstantSource clock) {
    this.algorithm = algorithm;
    this.keys = json(jwks).path("keys");
    this.clock = clock;
  }

  /** What is wrong with a token; empty if nothing is. Never the token itself. */
  List<String> problems(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return List.of("a token is no JWS");
    }
    JsonNode header;
    JsonNode claims;
    try {
      header = json(decoded(parts[0]));
      claims = json(decoded(parts[1]));
    } catch (IllegalArgumentException e) {
      return List.of("a token is no JWT");
    }
    if (!header.path("alg").asText().equals(algorithm)) {
      return List.of("a token is signed with " + header.path("alg").asText());
    }
    if (!verifies(header, parts)) {
      return List.of("a token does not verify with the published keys");
    }
    return claims(claims);
  }

  private List<String> claims(JsonNode claims) {
    long issued = claims.path("iat").asLong();
    if (claims.path("exp").asLong() - issued != SECONDS) {
      return List.of("a token is not valid for " + SECONDS + " seconds");
    }
    if (Math.abs(clock.instant().getEpochSecond() - issued) > LEEWAY_SECONDS) {
      return List.of("a token was not issued just now");
    }
    JsonNode scope = claims.has("scope") ? claims.path("scope") : claims.path("scp");
    if (!scope.toString().contains(SCOPE)) {
      return List.of("a token has not the scope " + SCOPE);
    }
    if (claims.path("aud").isMissingNode()) {
      return List.of("a token has no audience");
    }
    String id = claims.path("jti").asText();
    return id.isEmpty() || !ids.add(id) ? List.of("a token has no id of its own") : List.of();
  }

  private boolean verifies(JsonNode header, String[] parts) {
    for (JsonNode key : keys) {
      if (header.path("kid").equals(key.path("kid")) && verifiesWith(key, parts)) {
        return true;
      }
    }
    return false;
  }

  private boolean verifiesWith(JsonNode key, String[] parts) {
    try {
      Signature signature = Signature.getInstance(SIGNATURES.get(algorithm));
      signature.initVerify(ForeignKey.publicKey(key));
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is no JSON", e);
    }
  }
}
