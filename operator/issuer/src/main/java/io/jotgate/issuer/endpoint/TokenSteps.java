package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.endpoint.ClientAuthentication.Result;
import io.jotgate.issuer.token.TokenRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The steps from a request to a token, which each endpoint takes in its own order. A step that
 * refuses the request has answered it, and what would come next does not happen.
 */
final class TokenSteps {
  private final Vertx vertx;
  private final Issuance issuance;
  private final Decisions decisions;

  TokenSteps(Vertx vertx, Issuance issuance, Decisions decisions) {
    this.vertx = vertx;
    this.issuance = issuance;
    this.decisions = decisions;
  }

  /** The consumers, if the request is a POST and the service knows who may ask. */
  Optional<CredentialIndex> admit(Exchange exchange) {
    if (!HttpMethod.POST.equals(exchange.request().method())) {
      exchange.request().response().putHeader(HttpHeaders.ALLOW, "POST");
      decisions.refused(exchange, Refusal.METHOD);
      return Optional.empty();
    }
    LoadedState loaded = exchange.loaded();
    if (loaded.config().isEmpty() || loaded.credentials().isEmpty()) {
      decisions.refused(exchange, Refusal.UNAVAILABLE);
      return Optional.empty();
    }
    return loaded.credentials();
  }

  /** Goes on once it is known who asks. */
  void identify(Exchange exchange, Future<Result> authentication, Consumer<Exchange> next) {
    authentication.onComplete(
        decisions.guarded(
            exchange,
            result -> {
              switch (result) {
                case Result.Unknown(Denial denial) -> decisions.refused(exchange, denial);
                case Result.Known known -> next.accept(exchange.by(known.client()));
              }
            }));
  }

  /** Goes on with the whole body. */
  void readBody(Exchange exchange, Consumer<byte[]> next) {
    BoundedBody.read(vertx, exchange.request())
        .onComplete(
            decisions.guarded(
                exchange,
                outcome -> {
                  switch (outcome) {
                    case BoundedBody.Outcome.Refused(Refusal refusal) ->
                        decisions.refused(exchange, refusal);
                    case BoundedBody.Outcome.Complete complete ->
                        next.accept(complete.bytes().getBytes());
                  }
                }));
  }

  /** Answers with a token, or says why there is none. */
  void issue(Exchange exchange, TokenRequest wanted, boolean inHeader, boolean inBody) {
    switch (issuance.issue(exchange, wanted)) {
      case Issuance.Outcome.Denied(Denial denial) -> decisions.refused(exchange, denial);
      case Issuance.Outcome.Issued issued -> decisions.issued(exchange, issued, inHeader, inBody);
    }
  }

  void refuse(Exchange exchange, Refusal refusal) {
    decisions.refused(exchange, refusal);
  }

  void refuse(Exchange exchange, Denial denial) {
    decisions.refused(exchange, denial);
  }
}
