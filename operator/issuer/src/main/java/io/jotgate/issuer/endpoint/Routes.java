package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.IssuerConfig;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Finds the endpoint of a path.
 *
 * <p>An issuer whose URL has a path is asked in three ways: with the path in front (OpenID Connect
 * Discovery), with the path behind the well-known name (RFC 8414 section 3.1), and without it, by a
 * gateway that has removed it. All three get the same answer.
 */
public final class Routes implements Handler<HttpServerRequest> {
  private static final String WELL_KNOWN = "/.well-known/";

  private final Supplier<LoadedState> state;
  private final AuthEndpoint auth;
  private final DiscoveryEndpoint discovery;

  /** Routes to these endpoints. */
  public Routes(Supplier<LoadedState> state, AuthEndpoint auth, DiscoveryEndpoint discovery) {
    this.state = state;
    this.auth = auth;
    this.discovery = discovery;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    switch (withoutIssuerPath(path == null ? "" : path)) {
      case "/auth" -> auth.accept(request);
      case "/.well-known/jwks.json" -> discovery.jwks(request);
      case "/.well-known/oauth-authorization-server" -> discovery.authorizationServer(request);
      case "/.well-known/openid-configuration" -> discovery.openIdConfiguration(request);
      default -> Answers.notFound(request);
    }
  }

  private String withoutIssuerPath(String path) {
    String issuerPath =
        state.get().config().map(IssuerConfig::issuerURL).map(Routes::pathOf).orElse("");
    if (issuerPath.isEmpty()) {
      return path;
    }
    if (path.startsWith(issuerPath + "/")) {
      return path.substring(issuerPath.length());
    }
    return path.startsWith(WELL_KNOWN) && path.endsWith(issuerPath)
        ? path.substring(0, path.length() - issuerPath.length())
        : path;
  }

  private static String pathOf(String url) {
    String path = URI.create(url).getRawPath();
    return path == null ? "" : path;
  }
}
