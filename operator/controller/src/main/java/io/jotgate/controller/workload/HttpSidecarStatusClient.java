package io.jotgate.controller.workload;

import io.jotgate.policy.render.envoy.LoadedState;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks over plain HTTP, straight to the address of the pod. The answer holds no secrets; who may
 * ask is decided by the NetworkPolicy of the workload.
 */
public final class HttpSidecarStatusClient implements SidecarStatusClient {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSidecarStatusClient.class);
  private static final int MAX_ANSWER_BYTES = 256 * 1024;

  private final HttpClient http;
  private final int port;
  private final Duration timeout;

  /**
   * A client that keeps its connections.
   *
   * @param port port of the status listener
   * @param timeout for connecting, and again for the whole answer
   */
  public HttpSidecarStatusClient(int port, Duration timeout) {
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
  public Optional<LoadedState> ask(String address) {
    String host = address.contains(":") ? "[" + address + "]" : address;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + LoadedState.PATH))
            .timeout(timeout)
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == 200 ? read(body) : Optional.empty();
      }
    } catch (IOException unusable) {
      LOG.debug("No status from {}: {}", address, unusable.getMessage());
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<LoadedState> read(InputStream body) throws IOException {
    byte[] answer = body.readNBytes(MAX_ANSWER_BYTES + 1);
    if (answer.length > MAX_ANSWER_BYTES) {
      return Optional.empty();
    }
    return LoadedState.parse(new String(answer, StandardCharsets.UTF_8));
  }
}
