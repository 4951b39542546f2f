package io.jotgate.testing.faults;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;

/** The real API server. Sends requests on under the credential of a client configuration. */
public final class Upstream implements AutoCloseable {
  /** What belongs to one connection, or is for the client library to say. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "transfer-encoding",
          "upgrade");

  private final URI address;
  private final HttpClient client;

  private Upstream(URI address, HttpClient client) {
    this.address = address;
    this.client = client;
  }

  /** Connects with the certificate of a configuration. */
  public static Upstream of(Config config) {
    try {
      return new Upstream(
          URI.create(config.getMasterUrl()),
          HttpClient.newBuilder().sslContext(SSLUtils.sslContext(config)).build());
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException("the configuration has no usable certificate", unusable);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param headers lines as {@code name: value}
   * @param body each byte as one character
   */
  <T> HttpResponse<T> send(
      String method, String target, List<String> headers, String body, BodyHandler<T> handler)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(target))
            .method(
                method,
                HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)));
    for (String line : headers) {
      int colon = line.indexOf(": ");
      if (!OF_THE_CONNECTION.contains(line.substring(0, colon))) {
        request.header(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    try {
      return client.send(request.build(), handler);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
