package io.jotgate.controller.propagation;

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
 * Asks pods over plain HTTP, straight at their addresses.
 *
 * <p>The answers hold no secrets. Who may ask is decided by the NetworkPolicy of the pods; who
 * answers is decided by the API server, which names the address. An answer is bounded in time and
 * size, since the owner of a pod decides what it says.
 */
public final class PodHttpClient {
  private static final Logger LOG = LoggerFactory.getLogger(PodHttpClient.class);

  private final HttpClient http;
  private final int port;
  private final Duration timeout;
  private final int maxBytes;

  /**
   * A client that keeps its connections.
   *
   * @param port where the pods listen
   * @param timeout for everything from connecting to the end of the answer
   * @param maxBytes of the body of an answer; a longer one counts as none
   */
  public PodHttpClient(int port, Duration timeout, int maxBytes) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout)
            .build();
    this.port = port;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  /**
   * The body of a 200, or empty: the pod cannot be reached, is too slow, or says something else.
   */
  public Optional<String> get(String address, String path) {
    String host = address.contains(":") ? "[" + address + "]" : address;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path)).build();
    // Not by the time-out of the request, which ends with the head of the answer: a pod that stops
    // in the middle must not hold up what others wait for.
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() == 200
          ? Optional.of(new String(response.body(), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (ExecutionException | TimeoutException unusable) {
      // The class only: a message could repeat what the pod has sent.
      LOG.debug("No answer from {}: {}", address, unusable.getClass().getSimpleName());
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      answer.cancel(true);
    }
  }
}
