package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.IssuerPaths;
import io.jotgate.issuer.token.TokenRequest;
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
  private final Supplier<LoadedState> state;
  private final ClientAuthentication authentication;
  private final TokenSteps steps;

  /** An endpoint that answers by the state in force when a request begins. */
  AuthEndpoint(Supplier<LoadedState> state, ClientAuthentication authentication, TokenSteps steps) {
    this.state = state;
    this.authentication = authentication;
    this.steps = steps;
  }

  void accept(HttpServerRequest request) {
    LoadedState loaded = state.get();
    Exchange exchange =
        Exchange.of(IssuerPaths.AUTH, request, loaded, ClientAuthentication.challenges(loaded));
    Optional<CredentialIndex> credentials = steps.admit(exchange);
    if (credentials.isPresent()) {
      // What the client sends meanwhile waits until it is known who asks.
      request.pause();
      steps.identify(
          exchange,
          authentication.ofHeaders(exchange, credentials.get()),
          known -> steps.readBody(known, body -> answer(known, body)));
    }
  }

  private void answer(Exchange exchange, byte[] body) {
    if (body.length > 0 && !MediaTypes.is(exchange.request(), "application/json")) {
      steps.refuse(exchange, Refusal.BODY_TYPE);
      return;
    }
    TokenRequest wanted;
    try {
      wanted = body.length == 0 ? TokenRequest.WHATEVER_IS_ALLOWED : TokenRequestJson.read(body);
    } catch (InvalidDocumentException e) {
      steps.refuse(exchange, Refusal.BODY_INVALID);
      return;
    } catch (MalformedScopeException e) {
      steps.refuse(exchange, Refusal.SCOPE);
      return;
    }
    steps.issue(exchange, wanted, true, exchange.config().response().includeInBody());
  }
}
