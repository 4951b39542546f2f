package io.jotgate.issuer.management;

import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.metrics.IssuerMetrics;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.IssuerStateCodec;
import io.jotgate.keys.KeyRing;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The management port: {@code /livez}, {@code /readyz}, {@code /metrics} and {@code
 * /internal/state}. Plain HTTP; a NetworkPolicy decides who reaches it. It shows public names only.
 */
public final class ManagementRoutes implements Handler<HttpServerRequest> {
  private final Supplier<LoadedState> state;
  private final Supplier<List<String>> notReady;
  private final IssuerMetrics metrics;
  private final String pod;
  private final String cryptoProvider;
  private final Function<CredentialIndex, Map<String, Instant>> lastUsed;

  /**
   * Answers about one process.
   *
   * @param state what is in force
   * @param notReady why it does not take requests, one word each; empty: it does
   * @param metrics what Prometheus is told
   * @param pod name of the pod
   * @param cryptoProvider that is asked first for signatures
   * @param lastUsed the hours in which credentials of an index were last used, by their ids
   */
  public ManagementRoutes(
      Supplier<LoadedState> state,
      Supplier<List<String>> notReady,
      IssuerMetrics metrics,
      String pod,
      String cryptoProvider,
      Function<CredentialIndex, Map<String, Instant>> lastUsed) {
    this.state = state;
    this.notReady = notReady;
    this.metrics = metrics;
    this.pod = pod;
    this.cryptoProvider = cryptoProvider;
    this.lastUsed = lastUsed;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      answer(request, 405, "text/plain", "use GET\n");
      return;
    }
    String path = request.path();
    switch (path == null ? "" : path) {
      case "/livez" -> answer(request, 200, "text/plain", "ok\n");
      case "/readyz" -> ready(request);
      case "/metrics" ->
          answer(request, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
      case "/internal/state" ->
          answer(request, 200, "application/json", IssuerStateCodec.write(current()));
      default -> answer(request, 404, "text/plain", "not found\n");
    }
  }

  private void ready(HttpServerRequest request) {
    List<String> reasons = notReady.get();
    if (reasons.isEmpty()) {
      answer(request, 200, "text/plain", "ok\n");
    } else {
      answer(request, 503, "text/plain", String.join("\n", reasons) + "\n");
    }
  }

  private IssuerState current() {
    LoadedState loaded = state.get();
    return new IssuerState(
        pod,
        loaded.keys().ring().map(KeyRing::ownerUid).orElse(null),
        loaded.keys().ring().map(KeyRing::epoch).orElse(0L),
        loaded.keys().kids(),
        loaded.keys().active().map(key -> key.kid()).orElse(null),
        loaded.credentials().map(credentials -> credentials.revision()).orElse(null),
        loaded.config().map(IssuerConfigCodec::hash).orElse(null),
        notReady.get().isEmpty(),
        loaded.keys().active().map(key -> key.signer().providerName()).orElse(cryptoProvider),
        loaded.credentials().map(lastUsed).orElse(Map.of()));
  }

  private static void answer(HttpServerRequest request, int status, String type, String body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body);
  }
}
