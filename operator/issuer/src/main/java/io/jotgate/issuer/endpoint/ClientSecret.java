package io.jotgate.issuer.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A client's name and secret (RFC 6749 section 2.3.1).
 *
 * @param clientId who it says it is
 * @param secret by which it proves it
 */
record ClientSecret(String clientId, String secret) {
  static final String PARAMETER = "client_secret";
  private static final String BASIC = "basic ";

  /** Each one that a token request has; empty where there is one that cannot be read. */
  static List<Optional<ClientSecret>> all(Function<String, List<String>> headers, Form form) {
    List<Optional<ClientSecret>> all = new ArrayList<>();
    headers.apply("Authorization").stream().map(ClientSecret::basic).forEach(all::add);
    form.one(PARAMETER)
        .map(secret -> form.one("client_id").map(id -> new ClientSecret(id, secret)))
        .ifPresent(all::add);
    return all;
  }

  private static Optional<ClientSecret> basic(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = text.indexOf(':');
      // Both parts are encoded like a form before they are joined.
      return colon < 0
          ? Optional.empty()
          : PercentEncoding.decode(text.substring(0, colon))
              .flatMap(
                  id ->
                      PercentEncoding.decode(text.substring(colon + 1))
                          .map(secret -> new ClientSecret(id, secret)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Leaves out the secret. */
  @Override
  public String toString() {
    return "ClientSecret[]";
  }
}
