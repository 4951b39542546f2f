package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.token.TokenRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /auth}: a token for a credential in the headers, in the {@code Authorization} header
 * of the answer.
 *
 * <p>The credential is checked before the body is read: who has none cannot make the service work.
 */
final class AuthEndpoint {
  static final String PATH = "/auth";

  private final Vertx vertx;
  private final Supplier<LoadedState> state;
  private final ClientAuthentication authentication;
  private final Issuance issuance;
  private final Decisions decisions;

  /** An endpoint that answers by the state in force when a request begins. */
  AuthEndpoint(
      Vertx vertx,
      Supplier<LoadedState> state,
      ClientAuthentication authentication,
      Issuance issuance,
      Decisions decisions) {
    this.vertx = vertx;
    this.state = state;
    this.authentication = authentication;
    this.issuance = issuance;
    this.decisions = decisions;
  }

  void accept(HttpServerRequest request) {
    LoadedState loaded = state.get();
    Exchange exchange = Exchange.of(PATH, request, loaded, ClientAuthentication.challenges(loaded));
    if (!HttpMethod.POST.equals(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      decisions.refused(exchange, Refusal.METHOD);
      return;
    }
    Optional<CredentialIndex> credentials = loaded.credentials();
    if (loaded.config().isEmpty() || credentials.isEmpty()) {
      decisions.refused(exchange, Refusal.UNAVAILABLE);
      return;
    }
    // What the client sends meanwhile waits until it is known who asks.
    request.pause();
    authentication
        .ofHeaders(exchange, credentials.get())
        .onComplete(
            decisions.guarded(
                exchange,
                result -> {
                  switch (result) {
                    case ClientAuthentication.Result.Unknown(Denial denial) ->
                        decisions.refused(exchange, denial);
                    case ClientAuthentication.Result.Known(Authenticated client) ->
                        readBody(exchange.by(client));
                  }
                }));
  }

  private void readBody(Exchange exchange) {
    BoundedBody.read(vertx, exchange.request())
        .onComplete(
            decisions.guarded(
                exchange,
                outcome -> {
                  switch (outcome) {
                    case BoundedBody.Outcome.Refused(Refusal refusal) ->
                        decisions.refused(exchange, refusal);
                    case BoundedBody.Outcome.Complete(Buffer body) ->
                        answer(exchange, body.getBytes());
                  }
                }));
  }

  private void answer(Exchange exchange, byte[] body) {
    if (body.length > 0 && !MediaTypes.is(exchange.request(), "application/json")) {
      decisions.refused(exchange, Refusal.BODY_TYPE);
      return;
    }
    TokenRequest wanted;
    try {
      wanted = body.length == 0 ? TokenRequest.WHATEVER_IS_ALLOWED : TokenRequestJson.read(body);
    } catch (InvalidDocumentException e) {
      decisions.refused(exchange, Refusal.BODY_INVALID);
      return;
    } catch (MalformedScopeException e) {
      decisions.refused(exchange, Refusal.SCOPE);
      return;
    }
    switch (issuance.issue(exchange, wanted)) {
      case Issuance.Outcome.Denied(Denial denial) -> decisions.refused(exchange, denial);
      case Issuance.Outcome.Issued issued ->
          decisions.issued(exchange, issued, true, exchange.config().response().includeInBody());
    }
  }
}
