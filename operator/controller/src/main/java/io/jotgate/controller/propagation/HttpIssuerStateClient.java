package io.jotgate.controller.propagation;

import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.IssuerStateCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks over plain HTTP, straight to the address of the pod.
 *
 * <p>The answer holds no secrets. Who may ask is decided by the NetworkPolicy of the token service;
 * who answers is decided by the API server, which names the address.
 */
public final class HttpIssuerStateClient implements IssuerStateClient {
  private static final Logger LOG = LoggerFactory.getLogger(HttpIssuerStateClient.class);
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final HttpClient http;
  private final int port;
  private final Duration timeout;

  /**
   * A client that keeps its connections.
   *
   * @param port management port of the token service
   * @param timeout for everything from connecting to the end of the answer
   */
  public HttpIssuerStateClient(int port, Duration timeout) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .build();
    this.port = port;
    this.timeout = timeout;
  }

  @Override
  public Optional<IssuerState> ask(String address) {
    String host = address.contains(":") ? "[" + address + "]" : address;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/internal/state"))
            .header("Accept", "application/json")
            .build();
    // Not by the time-out of the request, which ends with the head of the answer: a pod that stops
    // in the middle must not hold up a rotation or a revocation.
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() == 200
          ? Optional.of(IssuerStateCodec.read(new String(response.body(), StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (ExecutionException | TimeoutException | InvalidDocumentException unusable) {
      // The class only: a message could repeat what the pod has sent.
      LOG.debug("No state from {}: {}", address, unusable.getClass().getSimpleName());
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      answer.cancel(true);
    }
  }
}
