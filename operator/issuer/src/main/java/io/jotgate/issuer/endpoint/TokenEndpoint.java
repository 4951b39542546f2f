package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.endpoint.TokenRequestForm.MalformedTargetException;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.IssuerPaths;
import io.jotgate.issuer.token.TokenRequest;
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
  private final Supplier<LoadedState> state;
  private final ClientAuthentication authentication;
  private final TokenSteps steps;

  /** An endpoint that answers by the state in force when a request begins. */
  TokenEndpoint(
      Supplier<LoadedState> state, ClientAuthentication authentication, TokenSteps steps) {
    this.state = state;
    this.authentication = authentication;
    this.steps = steps;
  }

  void accept(HttpServerRequest request) {
    LoadedState loaded = state.get();
    Exchange exchange =
        Exchange.of(
            IssuerPaths.TOKEN, request, loaded, ClientAuthentication.tokenChallenges(loaded));
    Optional<CredentialIndex> credentials = steps.admit(exchange);
    if (credentials.isEmpty()) {
      return;
    }
    if (!MediaTypes.is(request, "application/x-www-form-urlencoded")) {
      steps.refuse(exchange, Refusal.FORM_TYPE);
      return;
    }
    steps.readBody(exchange, body -> authenticate(exchange, credentials.get(), body));
  }

  private void authenticate(Exchange exchange, CredentialIndex credentials, byte[] body) {
    Form form;
    try {
      form = Form.parse(body, TokenRequestForm.REPEATABLE);
    } catch (MalformedFormException e) {
      steps.refuse(exchange, Denial.of(Refusal.FORM_INVALID, e));
      return;
    }
    steps.identify(
        exchange,
        authentication.ofTokenRequest(exchange, credentials, form),
        known -> answer(known, form));
  }

  private void answer(Exchange exchange, Form form) {
    Optional<String> grantType = form.one("grant_type");
    if (grantType.isEmpty()) {
      steps.refuse(exchange, Refusal.GRANT_MISSING);
      return;
    }
    if (!grantType.get().equals(TokenRequestForm.CLIENT_CREDENTIALS)) {
      steps.refuse(exchange, Refusal.GRANT_UNSUPPORTED);
      return;
    }
    TokenRequest wanted;
    try {
      wanted = TokenRequestForm.read(form);
    } catch (MalformedFormException e) {
      steps.refuse(exchange, Denial.of(Refusal.FORM_INVALID, e));
      return;
    } catch (InvalidDocumentException e) {
      steps.refuse(exchange, Refusal.CLAIMS_INVALID);
      return;
    } catch (MalformedScopeException e) {
      steps.refuse(exchange, Refusal.SCOPE);
      return;
    } catch (MalformedTargetException e) {
      steps.refuse(exchange, Refusal.AUDIENCE);
      return;
    }
    steps.issue(exchange, wanted, false, true);
  }
}
