package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.audit.AuditLog;
import io.jotgate.issuer.authentication.ApiKeyAuthenticator;
import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.metrics.IssuerMetrics;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.issuer.token.Grant;
import io.jotgate.issuer.token.Grant.AudienceRefused;
import io.jotgate.issuer.token.Grant.Granted;
import io.jotgate.issuer.token.Grant.ScopeRefused;
import io.jotgate.issuer.token.MintedToken;
import io.jotgate.issuer.token.TokenMinter;
import io.jotgate.issuer.token.TokenRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /auth}: a token for an API key, in the {@code Authorization} header of the answer.
 *
 * <p>The credential is checked before the body is read: who has none cannot make the service work.
 */
public final class AuthEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(AuthEndpoint.class);
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Supplier<LoadedState> state;
  private final TokenMinter minter;
  private final InstantSource clock;
  private final AuditLog audit;
  private final IssuerMetrics metrics;

  /** An endpoint that answers by the state in force when a request begins. */
  public AuthEndpoint(
      Vertx vertx,
      Supplier<LoadedState> state,
      TokenMinter minter,
      InstantSource clock,
      AuditLog audit,
      IssuerMetrics metrics) {
    this.vertx = vertx;
    this.state = state;
    this.minter = minter;
    this.clock = clock;
    this.audit = audit;
    this.metrics = metrics;
  }

  void accept(HttpServerRequest request) {
    LoadedState loaded = state.get();
    if (!HttpMethod.POST.equals(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      refuse(request, loaded, Refusal.METHOD, null);
      return;
    }
    if (loaded.config().isEmpty() || loaded.credentials().isEmpty()) {
      refuse(request, loaded, Refusal.UNAVAILABLE, null);
      return;
    }
    authenticate(request, loaded, loaded.config().get(), loaded.credentials().get());
  }

  private void authenticate(
      HttpServerRequest request,
      LoadedState loaded,
      IssuerConfig config,
      CredentialIndex credentials) {
    switch (ApiKeyAuthenticator.authenticate(
        credentials, config.apiKeyHeaders(), request.headers()::getAll)) {
      case Rejected(Cause cause) -> refuse(request, loaded, refusal(cause), null);
      case Authenticated client when client.isExpired(clock.instant()) ->
          refuse(request, loaded, refusal(Cause.EXPIRED), client);
      case Authenticated client ->
          BoundedBody.read(vertx, request, TokenRequestJson.MAX_BYTES, BODY_TIMEOUT)
              .onSuccess(
                  outcome -> {
                    switch (outcome) {
                      case BoundedBody.Outcome.Refused(Refusal refusal) ->
                          refuse(request, loaded, refusal, client);
                      case BoundedBody.Outcome.Complete(Buffer body) ->
                          answerOrGiveUp(request, loaded, config, client, body.getBytes());
                    }
                  });
    }
  }

  /** An error of ours, such as a provider that fails, must not leave the client without answer. */
  private void answerOrGiveUp(
      HttpServerRequest request,
      LoadedState loaded,
      IssuerConfig config,
      Authenticated client,
      byte[] body) {
    try {
      answer(request, loaded, config, client, body);
    } catch (RuntimeException e) {
      // The class only: the message could hold a part of the request.
      LOG.error("A request for a token failed: {}", e.getClass().getName());
      if (!request.response().ended()) {
        refuse(request, loaded, Refusal.UNAVAILABLE, client);
      }
    }
  }

  private void answer(
      HttpServerRequest request,
      LoadedState loaded,
      IssuerConfig config,
      Authenticated client,
      byte[] body) {
    if (body.length > 0 && !isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      refuse(request, loaded, Refusal.BODY_TYPE, client);
      return;
    }
    TokenRequest wanted;
    try {
      wanted = body.length == 0 ? TokenRequest.WHATEVER_IS_ALLOWED : TokenRequestJson.read(body);
    } catch (InvalidDocumentException e) {
      refuse(request, loaded, Refusal.BODY_INVALID, client);
      return;
    } catch (TokenRequestJson.MalformedScopeException e) {
      refuse(request, loaded, Refusal.SCOPE, client);
      return;
    }
    Optional<ActiveKey> key = loaded.keys().active();
    if (key.isEmpty()) {
      refuse(request, loaded, Refusal.UNAVAILABLE, client);
      return;
    }
    switch (Grant.decide(config, client.consumer(), wanted, key.get().maxTtl())) {
      case ScopeRefused() -> refuse(request, loaded, Refusal.SCOPE, client);
      case AudienceRefused() -> refuse(request, loaded, Refusal.AUDIENCE, client);
      case Granted grant -> issue(request, config, key.get(), client, grant);
    }
  }

  private void issue(
      HttpServerRequest request,
      IssuerConfig config,
      ActiveKey key,
      Authenticated client,
      Granted grant) {
    MintedToken token =
        minter.mint(key, config.issuerURL(), client.consumer(), grant, clock.instant());
    Map<String, Object> body = new TreeMap<>();
    body.put("token_type", "Bearer");
    body.put("expires_in", grant.ttl().toSeconds());
    body.put("transactionId", token.transactionId());
    Map<String, Object> details = new TreeMap<>();
    details.put("audience", grant.audiences());
    details.put("clientId", client.consumer().clientId());
    details.put("expiresIn", grant.ttl().toSeconds());
    details.put("jti", token.jti());
    details.put("keyId", client.keyId());
    details.put("kid", token.kid());
    details.put("subject", client.consumer().subject());
    details.put("transactionId", token.transactionId());
    if (!grant.scopes().isEmpty()) {
      String scope = String.join(" ", grant.scopes());
      body.put("scope", scope);
      details.put("scope", scope);
    }
    audit.issued(clock.instant(), remote(request), details);
    metrics.issued();
    request
        .response()
        .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.jwt())
        .putHeader("X-Transaction-Id", token.transactionId());
    Answers.json(request, 200, body);
  }

  private void refuse(
      HttpServerRequest request,
      LoadedState loaded,
      Refusal refusal,
      @Nullable Authenticated client) {
    Map<String, Object> details = new TreeMap<>();
    details.put("reason", refusal.reason());
    if (client != null) {
      details.put("clientId", client.consumer().clientId());
      details.put("keyId", client.keyId());
    }
    audit.refused(clock.instant(), remote(request), details);
    metrics.refused(refusal.reason());
    Answers.refuse(request, refusal, loaded.config().map(IssuerConfig::issuerURL));
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

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    List<String> parts = List.of(contentType.toLowerCase(Locale.ROOT).split(";", -1));
    return parts.getFirst().strip().equals("application/json");
  }

  private static String remote(HttpServerRequest request) {
    return request.remoteAddress().hostAddress();
  }
}
