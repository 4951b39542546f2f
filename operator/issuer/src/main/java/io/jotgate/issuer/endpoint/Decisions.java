package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.audit.AuditLog;
import io.jotgate.issuer.audit.Correlation;
import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.SourceAddress;
import io.jotgate.issuer.metrics.IssuerMetrics;
import io.jotgate.issuer.token.Grant.Granted;
import io.jotgate.issuer.token.MintedToken;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a decision to the audit, to the metrics and to the client, in this order. */
final class Decisions {
  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

  private final AuditLog audit;
  private final IssuerMetrics metrics;
  private final InstantSource clock;

  Decisions(AuditLog audit, IssuerMetrics metrics, InstantSource clock) {
    this.audit = audit;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Goes on with the result of something. An error of ours, such as a provider that fails, must not
   * leave the client without answer.
   */
  <T> Handler<AsyncResult<T>> guarded(Exchange exchange, Consumer<T> next) {
    return result -> {
      try {
        if (result.succeeded()) {
          next.accept(result.result());
        } else {
          giveUp(exchange, result.cause());
        }
      } catch (RuntimeException e) {
        giveUp(exchange, e);
      }
    };
  }

  private void giveUp(Exchange exchange, Throwable cause) {
    HttpServerResponse response = exchange.request().response();
    if (response.closed()) {
      return;
    }
    // The class only: the message could hold a part of the request.
    LOG.error("A request for a token failed: {}", cause.getClass().getName());
    if (!response.ended()) {
      refused(exchange, Refusal.UNAVAILABLE);
    }
  }

  /**
   * Hands out a token.
   *
   * @param inHeader whether the answer has it in {@code Authorization}
   * @param inBody whether the answer has it in {@code access_token} (RFC 6749 section 5.1)
   */
  void issued(Exchange exchange, Issuance.Outcome.Issued issued, boolean inHeader, boolean inBody) {
    MintedToken token = issued.token();
    Granted grant = issued.grant();
    Map<String, Object> details = details(exchange);
    details.put("audience", grant.audiences());
    details.put("expiresIn", grant.ttl().toSeconds());
    details.put("jti", token.jti());
    details.put("kid", token.kid());
    details.put("transactionId", token.transactionId());
    Map<String, Object> body = new TreeMap<>();
    body.put("expires_in", grant.ttl().toSeconds());
    body.put("token_type", "Bearer");
    body.put("transactionId", token.transactionId());
    if (!grant.scopes().isEmpty()) {
      String scope = String.join(" ", grant.scopes());
      body.put("scope", scope);
      details.put("scope", scope);
    }
    if (!issued.dropped().isEmpty()) {
      details.put("dropped", issued.dropped());
    }
    if (!audit.issued(clock.instant(), exchange.peer(), details)) {
      unrecorded(exchange);
      return;
    }
    metrics.issued();
    if (inBody) {
      body.put("access_token", token.jwt());
    }
    if (inHeader) {
      exchange.request().response().putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.jwt());
    }
    exchange
        .request()
        .response()
        .putHeader("Pragma", "no-cache")
        .putHeader("X-Transaction-Id", token.transactionId());
    Answers.json(exchange.request(), 200, body);
  }

  void refused(Exchange exchange, Refusal refusal) {
    refused(exchange, Denial.of(refusal));
  }

  void refused(Exchange exchange, Denial denial) {
    Map<String, Object> details = details(exchange);
    details.putAll(denial.details());
    details.put("reason", denial.refusal().reason());
    if (!audit.refused(clock.instant(), exchange.peer(), details)) {
      unrecorded(exchange);
      return;
    }
    metrics.refused(denial.refusal().reason());
    Answers.refuse(exchange.request(), denial, exchange.challenges());
  }

  /** No decision without its line in the audit: whatever it was, the client is to ask again. */
  private void unrecorded(Exchange exchange) {
    metrics.refused(Refusal.AUDIT_FULL.reason());
    Answers.refuse(exchange.request(), Denial.of(Refusal.AUDIT_FULL), exchange.challenges());
  }

  private static Map<String, Object> details(Exchange exchange) {
    Map<String, Object> details = new TreeMap<>();
    details.put("endpoint", exchange.endpoint());
    details.putAll(Correlation.of(exchange.request().headers()::getAll));
    exchange
        .loaded()
        .config()
        .flatMap(
            config ->
                SourceAddress.behindProxies(
                    exchange.peer(),
                    exchange.forwardedFor(),
                    config.authentication().trustedProxies()))
        .ifPresent(client -> details.put("source", client));
    exchange.client().ifPresent(client -> describe(client, details));
    return details;
  }

  private static void describe(Authenticated client, Map<String, Object> details) {
    details.put("clientId", client.consumer().clientId());
    details.put("credential", client.credentialName());
    details.put("credentialType", client.credentialType());
    details.put("keyId", client.keyId());
    details.put("subject", client.consumer().subject());
  }
}
