package io.jotgate.bench;

import io.jotgate.issuer.model.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks for a token over HTTP/2, as most clients do that can. */
final class Http2 {
  private Http2() {}

  /**
   * {@code POST /auth} with an API key.
   *
   * @throws IllegalStateException for another answer than 200 over HTTP/2
   */
  static void post(Endpoint endpoint, ApiKey key) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + endpoint.port() + "/auth"))
            .header("apikey", key.text())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(KeepAliveConnection.tls())
            .build()) {
      HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() != 200 || answer.version() != HttpClient.Version.HTTP_2) {
        throw new IllegalStateException(
            "answer " + answer.statusCode() + " over " + answer.version());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
