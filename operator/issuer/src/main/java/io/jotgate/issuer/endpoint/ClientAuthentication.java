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
                exchange.config().apiKeyHeaders(),
                exchange.request().headers()::getAll)));
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
