package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.audit.AuditLog;
import io.jotgate.issuer.authentication.Authenticator;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.metrics.IssuerMetrics;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.IssuerPaths;
import io.jotgate.issuer.token.TokenMinter;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds the endpoint of a path.
 *
 * <p>An issuer whose URL has a path is asked in three ways: with the path in front (OpenID Connect
 * Discovery), with the path behind the well-known name (RFC 8414 section 3.1), and without it, by a
 * gateway that has removed it. All three get the same answer.
 */
public final class Routes implements Handler<HttpServerRequest> {
  private static final String TOKENS = "POST";
  private static final String DOCUMENTS = "GET, HEAD";

  private final Supplier<LoadedState> state;
  private final AuthEndpoint auth;
  private final TokenEndpoint token;
  private final DiscoveryEndpoint discovery;

  /**
   * Routes to endpoints that answer by the state in force when a request begins.
   *
   * @param authenticator decides who asks
   * @param clock the time of tokens
   */
  public Routes(
      Vertx vertx,
      Supplier<LoadedState> state,
      Authenticator authenticator,
      TokenMinter minter,
      InstantSource clock,
      AuditLog audit,
      IssuerMetrics metrics) {
    this.state = state;
    ClientAuthentication authentication = new ClientAuthentication(authenticator);
    TokenSteps steps =
        new TokenSteps(vertx, new Issuance(minter, clock), new Decisions(audit, metrics, clock));
    this.auth = new AuthEndpoint(state, authentication, steps);
    this.token = new TokenEndpoint(state, authentication, steps);
    this.discovery = new DiscoveryEndpoint(state);
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    switch (withoutIssuerPath(path == null ? "" : path)) {
      case IssuerPaths.AUTH -> serve(request, TOKENS, auth::accept);
      case IssuerPaths.TOKEN -> serve(request, TOKENS, token::accept);
      case IssuerPaths.JWKS -> serve(request, DOCUMENTS, discovery::jwks);
      case IssuerPaths.AUTHORIZATION_SERVER ->
          serve(request, DOCUMENTS, discovery::authorizationServer);
      case IssuerPaths.OPENID_CONFIGURATION ->
          serve(request, DOCUMENTS, discovery::openIdConfiguration);
      default -> Answers.notFound(request);
    }
  }

  private void serve(
      HttpServerRequest request, String methods, Consumer<HttpServerRequest> endpoint) {
    boolean answered =
        state
            .get()
            .config()
            .filter(config -> Cors.answersPreflight(request, config, methods))
            .isPresent();
    if (!answered) {
      endpoint.accept(request);
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
    return path.startsWith(IssuerPaths.WELL_KNOWN) && path.endsWith(issuerPath)
        ? path.substring(0, path.length() - issuerPath.length())
        : path;
  }

  private static String pathOf(String url) {
    String path = URI.create(url).getRawPath();
    return path == null ? "" : path;
  }
}
