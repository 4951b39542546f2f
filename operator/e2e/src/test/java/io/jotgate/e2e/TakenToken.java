package io.jotgate.e2e;

import io.vertx.core.http.HttpClientResponse;
import java.util.Objects;

/**
 * A token in the hands of a client.
 *
 * @param expiresAt in milliseconds since the epoch
 */
record TakenToken(String text, String kid, long expiresAt) {
  private static final String SCHEME = "Bearer ";

  /** The token that an issuer has given. */
  static TakenToken of(HttpClientResponse answer) {
    String text =
        Objects.requireNonNull(answer.getHeader("Authorization")).substring(SCHEME.length());
    return new TakenToken(
        text,
        Web.part(text, 0).path("kid").asText(),
        Web.part(text, 1).path("exp").asLong() * 1000);
  }

  @Override
  public String toString() {
    return "token of key " + kid;
  }
}
