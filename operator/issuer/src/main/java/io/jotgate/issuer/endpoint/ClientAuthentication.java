package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.Authentication;
import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Busy;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.Authentication.Throttled;
import io.jotgate.issuer.authentication.Authenticator;
import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.authentication.Presented;
import io.jotgate.issuer.authentication.PresentedCredentials;
import io.jotgate.issuer.authentication.SourceAddress;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.keys.jose.SigningKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out who asks: the only place where endpoints meet the authentication of clients. */
final class ClientAuthentication {
  /** Who asks, or why the request is refused. */
  sealed interface Result {
    /** The credential is right. */
    record Known(Authenticated client) implements Result {}

    /** There is no right credential. */
    record Unknown(Denial denial) implements Result {}
  }

  private final Authenticator authenticator;

  ClientAuthentication(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** The challenges of a 401 at {@code /auth}: one for each scheme that is taken there. */
  static List<String> challenges(LoadedState loaded) {
    Optional<AuthenticationConfig> config = loaded.config().map(IssuerConfig::authentication);
    List<String> challenges = new ArrayList<>(2);
    // A 401 needs a challenge, also where no scheme is taken (RFC 9110 section 15.5.2).
    if (config.map(some -> some.apiKeyEnabled() || !some.basicEnabled()).orElse(true)) {
      challenges.add("ApiKey realm=\"" + issuer(loaded) + "\"");
    }
    config
        .filter(AuthenticationConfig::basicEnabled)
        .map(ClientAuthentication::basic)
        .ifPresent(challenges::add);
    return challenges;
  }

  /** The challenges of a 401 at {@code /oauth2/token} (RFC 6749 section 5.2). */
  static List<String> tokenChallenges(LoadedState loaded) {
    return List.of(
        loaded
            .config()
            .map(IssuerConfig::authentication)
            .map(ClientAuthentication::basic)
            .orElse("Basic realm=\"jotgate\", charset=\"UTF-8\""));
  }

  /** What the metadata say about authentication at the token endpoint (RFC 8414 section 2). */
  static Map<String, Object> metadata(IssuerConfig config) {
    List<String> methods = new ArrayList<>();
    if (config.authentication().basicEnabled() || config.authentication().apiKeyEnabled()) {
      methods.add("client_secret_basic");
      methods.add("client_secret_post");
    }
    methods.add("private_key_jwt");
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("token_endpoint_auth_methods_supported", methods);
    metadata.put("token_endpoint_auth_signing_alg_values_supported", SigningKeys.algs());
    return metadata;
  }

  /** By the credential in the headers of a request. */
  Future<Result> ofHeaders(Exchange exchange, CredentialIndex credentials) {
    return authenticate(
        exchange,
        credentials,
        PresentedCredentials.ofHeaders(
            exchange.config().authentication(), exchange.request().headers()::getAll));
  }

  /** By the credential in the headers or in the form of a token request. */
  Future<Result> ofTokenRequest(Exchange exchange, CredentialIndex credentials, Form form) {
    return authenticate(
        exchange,
        credentials,
        PresentedCredentials.ofTokenRequest(
            exchange.config().authentication(), exchange.request().headers()::getAll, form::all));
  }

  private Future<Result> authenticate(
      Exchange exchange, CredentialIndex credentials, Presented presented) {
    IssuerConfig config = exchange.config();
    return authenticator
        .authenticate(
            credentials,
            config.authentication(),
            config.issuerURL(),
            presented,
            SourceAddress.counted(
                exchange.peer(), exchange.forwardedFor(), config.authentication().trustedProxies()))
        .map(ClientAuthentication::result);
  }

  private static String issuer(LoadedState loaded) {
    return loaded.config().map(IssuerConfig::issuerURL).orElse("jotgate");
  }

  private static String basic(AuthenticationConfig config) {
    return "Basic realm=\"" + config.basicRealm() + "\", charset=\"UTF-8\"";
  }

  private static Result result(Authentication authentication) {
    return switch (authentication) {
      case Authenticated client -> new Result.Known(client);
      case Rejected(Cause cause) -> new Result.Unknown(Denial.of(refusal(cause)));
      case Throttled(Duration retryAfter) ->
          new Result.Unknown(Denial.of(Refusal.THROTTLED, retryAfter));
      case Busy(Duration retryAfter) -> new Result.Unknown(Denial.of(Refusal.BUSY, retryAfter));
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
