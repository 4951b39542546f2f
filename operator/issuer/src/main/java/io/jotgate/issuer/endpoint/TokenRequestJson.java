package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.StrictJson;
import io.jotgate.issuer.model.StrictObject;
import io.jotgate.issuer.token.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON body of a request for a token. */
final class TokenRequestJson {
  private static final int MAX_AUDIENCES = 64;
  private static final int MAX_AUDIENCE_LENGTH = 256;

  private TokenRequestJson() {}

  /**
   * Reads a body.
   *
   * @throws InvalidDocumentException if it has another form
   * @throws MalformedScopeException if scope is not a list of scope-tokens (RFC 6749 section 3.3)
   */
  static TokenRequest read(byte[] body) {
    StrictObject json = StrictJson.object(body, BoundedBody.MAX_BYTES);
    Optional<String> scope = json.optionalString("scope", ScopeList.MAX_LENGTH);
    Optional<List<String>> audiences = audiences(json);
    Optional<Duration> expiresIn =
        json.optionalNumber("expires_in", 1, Integer.MAX_VALUE).map(Duration::ofSeconds);
    Map<String, @Nullable Object> claims = json.plainObject("claims");
    json.end();
    return new TokenRequest(scope.map(ScopeList::parse), audiences, expiresIn, claims);
  }

  private static Optional<List<String>> audiences(StrictObject json) {
    if (!json.has("audience")) {
      return Optional.empty();
    }
    return Optional.of(
        json.hasString("audience")
            ? List.of(json.string("audience", MAX_AUDIENCE_LENGTH))
            : json.strings("audience", MAX_AUDIENCES, MAX_AUDIENCE_LENGTH));
  }
}
