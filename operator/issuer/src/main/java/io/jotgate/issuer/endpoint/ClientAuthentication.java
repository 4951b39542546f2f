package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.ApiKeyAuthenticator;
import io.jotgate.issuer.authentication.Authentication;
import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.IssuerConfig;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out who asks: the only place where endpoints meet the authentication of clients. */
final class ClientAuthentication {
  /** Who asks, or why the request is refused. */
  sealed interface Result {
    /** The credential is right. */
    record Known(Authenticated client) implements Result {}

    /** There is no right credential. */
    record Unknown(Denial denial) implements Result {}
  }

  private final InstantSource clock;

  ClientAuthentication(InstantSource clock) {
    this.clock = clock;
  }

  /** The challenges of a 401 at {@code /auth}. */
  static List<String> challenges(LoadedState loaded) {
    return List.of(
        "ApiKey realm=\"" + loaded.config().map(IssuerConfig::issuerURL).orElse("jotgate") + "\"");
  }

  /** By the credential in the headers of a request. */
  Future<Result> ofHeaders(Exchange exchange, CredentialIndex credentials) {
    return Future.succeededFuture(
        result(
            ApiKeyAuthenticator.authenticate(
                credentials,
                exchange.config().authentication().apiKeyHeaders(),
                exchange.request().headers()::getAll)));
  }

  /** The challenges of a 401 at {@code /oauth2/token} (RFC 6749 section 5.2). */
  static List<String> tokenChallenges(LoadedState loaded) {
    return List.of(
        "Basic realm=\""
            + loaded.config().map(IssuerConfig::issuerURL).orElse("jotgate")
            + "\", charset=\"UTF-8\"");
  }

  /** What the metadata say about authentication at the token endpoint (RFC 8414 section 2). */
  static Map<String, Object> metadata(IssuerConfig config) {
    return Map.of(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
  }

  /** By the credential in the headers or in the form of a token request. */
  Future<Result> ofTokenRequest(Exchange exchange, CredentialIndex credentials, Form form) {
    List<Optional<ClientSecret>> presented =
        ClientSecret.all(exchange.request().headers()::getAll, form);
    if (presented.size() > 1) {
      return Future.succeededFuture(result(new Rejected(Cause.SEVERAL)));
    }
    return Future.succeededFuture(
        result(
            presented.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .map(secret -> check(credentials, secret))
                .orElse(new Rejected(Cause.MISSING))));
  }

  /** The secret is an API key of the client that it names. */
  private static Authentication check(CredentialIndex credentials, ClientSecret presented) {
    Authentication authentication =
        ApiKeyAuthenticator.authenticate(
            credentials,
            List.of(ClientSecret.PARAMETER),
            name -> name.equals(ClientSecret.PARAMETER) ? List.of(presented.secret()) : List.of());
    return authentication instanceof Authenticated client
            && !client.consumer().clientId().equals(presented.clientId())
        ? new Rejected(Cause.WRONG)
        : authentication;
  }

  private Result result(Authentication authentication) {
    return switch (authentication) {
      case Rejected(Cause cause) -> new Result.Unknown(Denial.of(refusal(cause)));
      case Authenticated client when client.isExpired(clock.instant()) ->
          new Result.Unknown(Denial.of(Refusal.CREDENTIAL_EXPIRED));
      case Authenticated client -> new Result.Known(client);
    };
  }

  private static Refusal refusal(Cause cause) {
    return switch (cause) {
      case MISSING -> Refusal.CREDENTIAL_MISSING;
      case SEVERAL -> Refusal.CREDENTIAL_SEVERAL;
      case MALFORMED -> Refusal.CREDENTIAL_MALFORMED;
      case UNKNOWN -> Refusal.CREDENTIAL_UNKNOWN;
      case WRONG -> Refusal.CREDENTIAL_WRONG;
      case EXPIRED -> Refusal.CREDENTIAL_EXPIRED;
    };
  }
}
