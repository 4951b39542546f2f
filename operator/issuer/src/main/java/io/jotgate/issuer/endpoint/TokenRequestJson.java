package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.StrictJson;
import io.jotgate.issuer.model.StrictObject;
import io.jotgate.issuer.token.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The JSON body of a request for a token. */
final class TokenRequestJson {
  static final int MAX_BYTES = 16 * 1024;

  private static final int MAX_SCOPES_LENGTH = 8 * 1024;
  private static final int MAX_AUDIENCES = 64;
  private static final int MAX_AUDIENCE_LENGTH = 256;
  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,128}");

  private TokenRequestJson() {}

  /**
   * Reads a body.
   *
   * @throws InvalidDocumentException if it has another form
   * @throws MalformedScopeException if scope is not a list of scope-tokens (RFC 6749 section 3.3)
   */
  static TokenRequest read(byte[] body) {
    StrictObject json = StrictJson.object(body, MAX_BYTES);
    Optional<String> scope = json.optionalString("scope", MAX_SCOPES_LENGTH);
    Optional<List<String>> audiences = audiences(json);
    Optional<Duration> expiresIn =
        json.optionalNumber("expires_in", 1, Integer.MAX_VALUE).map(Duration::ofSeconds);
    json.end();
    return new TokenRequest(scope.map(TokenRequestJson::scopes), audiences, expiresIn);
  }

  private static List<String> scopes(String scope) {
    // One by one: a pattern over the whole list recurses with each scope until the stack ends.
    List<String> scopes = List.of(scope.split(" ", -1));
    if (!scopes.stream().allMatch(one -> SCOPE.matcher(one).matches())) {
      throw new MalformedScopeException();
    }
    return scopes;
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

  /** The scope member breaks the syntax of RFC 6749. */
  static final class MalformedScopeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
  }
}
