package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.endpoint.TokenRequestForm.MalformedTargetException;
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
 * {@code POST /oauth2/token}: the token endpoint of OAuth 2.0 (RFC 6749 section 3.2) with the
 * client credentials grant (section 4.4); the token is in the body of the answer.
 *
 * <p>The form is read before the credential is checked, which may be in it.
 */
final class TokenEndpoint {
  static final String PATH = "/oauth2/token";

  private final Vertx vertx;
  private final Supplier<LoadedState> state;
  private final ClientAuthentication authentication;
  private final Issuance issuance;
  private final Decisions decisions;

  /** An endpoint that answers by the state in force when a request begins. */
  TokenEndpoint(
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
    Exchange exchange =
        Exchange.of(PATH, request, loaded, ClientAuthentication.tokenChallenges(loaded));
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
    if (!MediaTypes.is(request, "application/x-www-form-urlencoded")) {
      decisions.refused(exchange, Refusal.FORM_TYPE);
      return;
    }
    BoundedBody.read(vertx, request)
        .onComplete(
            decisions.guarded(
                exchange,
                outcome -> {
                  switch (outcome) {
                    case BoundedBody.Outcome.Refused(Refusal refusal) ->
                        decisions.refused(exchange, refusal);
                    case BoundedBody.Outcome.Complete(Buffer body) ->
                        authenticate(exchange, credentials.get(), body.getBytes());
                  }
                }));
  }

  private void authenticate(Exchange exchange, CredentialIndex credentials, byte[] body) {
    Form form;
    try {
      form = Form.parse(body, TokenRequestForm.REPEATABLE);
    } catch (MalformedFormException e) {
      decisions.refused(exchange, Denial.of(Refusal.FORM_INVALID, e));
      return;
    }
    authentication
        .ofTokenRequest(exchange, credentials, form)
        .onComplete(
            decisions.guarded(
                exchange,
                result -> {
                  switch (result) {
                    case ClientAuthentication.Result.Unknown(Denial denial) ->
                        decisions.refused(exchange, denial);
                    case ClientAuthentication.Result.Known(Authenticated client) ->
                        answer(exchange.by(client), form);
                  }
                }));
  }

  private void answer(Exchange exchange, Form form) {
    Optional<String> grantType = form.one("grant_type");
    if (grantType.isEmpty()) {
      decisions.refused(exchange, Refusal.GRANT_MISSING);
      return;
    }
    if (!grantType.get().equals(TokenRequestForm.CLIENT_CREDENTIALS)) {
      decisions.refused(exchange, Refusal.GRANT_UNSUPPORTED);
      return;
    }
    TokenRequest wanted;
    try {
      wanted = TokenRequestForm.read(form);
    } catch (MalformedFormException e) {
      decisions.refused(exchange, Denial.of(Refusal.FORM_INVALID, e));
      return;
    } catch (InvalidDocumentException e) {
      decisions.refused(exchange, Refusal.CLAIMS_INVALID);
      return;
    } catch (MalformedScopeException e) {
      decisions.refused(exchange, Refusal.SCOPE);
      return;
    } catch (MalformedTargetException e) {
      decisions.refused(exchange, Refusal.AUDIENCE);
      return;
    }
    switch (issuance.issue(exchange, wanted)) {
      case Issuance.Outcome.Denied(Denial denial) -> decisions.refused(exchange, denial);
      case Issuance.Outcome.Issued issued -> decisions.issued(exchange, issued, false, true);
    }
  }
}
