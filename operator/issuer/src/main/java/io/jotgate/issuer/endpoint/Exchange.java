package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.IssuerConfig;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * One request for a token and what is known about it.
 *
 * @param endpoint its path
 * @param request with the response to it
 * @param loaded the state in force when it began
 * @param challenges of a 401 (RFC 9110 section 11.6.1)
 * @param client who asks, once that is known
 */
record Exchange(
    String endpoint,
    HttpServerRequest request,
    LoadedState loaded,
    List<String> challenges,
    Optional<Authenticated> client) {
  static Exchange of(
      String endpoint, HttpServerRequest request, LoadedState loaded, List<String> challenges) {
    return new Exchange(endpoint, request, loaded, challenges, Optional.empty());
  }

  Exchange by(Authenticated authenticated) {
    return new Exchange(endpoint, request, loaded, challenges, Optional.of(authenticated));
  }

  /** The settings; there are some in each exchange that got further than its beginning. */
  IssuerConfig config() {
    return loaded.config().orElseThrow();
  }

  /** Address of the peer of the connection. */
  String peer() {
    return request.remoteAddress().hostAddress();
  }

  /** What {@code X-Forwarded-For} says, which is to be believed only of trusted proxies. */
  List<String> forwardedFor() {
    return request.headers().getAll("X-Forwarded-For");
  }

  /** Leaves out the request. */
  @Override
  public String toString() {
    return "Exchange[endpoint=" + endpoint + ", client=" + client.map(Authenticated::keyId) + "]";
  }
}
