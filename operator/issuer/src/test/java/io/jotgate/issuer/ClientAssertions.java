package io.jotgate.issuer;

import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.TokenSigner;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a client with a key of its own sends (RFC 7523, {@code private_key_jwt}). */
final class ClientAssertions {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private ClientAssertions() {}

  /** An assertion for the issuer of {@link RunningIssuer} that is good for a minute. */
  static String signed(GeneratedKey key, String clientId, Instant now) {
    return new TokenSigner(PrivateJwk.parse(key.privateJwk()), "JWT", Optional.empty())
        .sign(
            Map.of(
                "iss",
                clientId,
                "sub",
                clientId,
                "aud",
                RunningIssuer.URL,
                "exp",
                now.getEpochSecond() + 60,
                "jti",
                UUID.randomUUID().toString()));
  }

  static HttpRequest.Builder request(RunningIssuer issuer, String assertion) {
    return issuer
        .to("/oauth2/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form(assertion)));
  }

  static String form(String assertion) {
    return "grant_type=client_credentials&client_assertion_type="
        + URLEncoder.encode(TYPE, StandardCharsets.UTF_8)
        + "&client_assertion="
        + assertion;
  }
}
