package io.jotgate.controller.propagation;

import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.IssuerStateCodec;
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
   * @param timeout for connecting, and again for the whole answer
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
            .timeout(timeout)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == 200 ? read(body) : Optional.empty();
      }
    } catch (IOException | InvalidDocumentException unusable) {
      LOG.debug("No state from {}: {}", address, unusable.getMessage());
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<IssuerState> read(InputStream body) throws IOException {
    byte[] answer = body.readNBytes(MAX_ANSWER_BYTES + 1);
    if (answer.length > MAX_ANSWER_BYTES) {
      return Optional.empty();
    }
    return Optional.of(IssuerStateCodec.read(new String(answer, StandardCharsets.UTF_8)));
  }
}
