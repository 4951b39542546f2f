package io.jotgate.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;

/**
 * The clients of a load.
 *
 * @param kept keeps its connections
 * @param renewed opens a new one for each request
 */
record LoadClients(HttpClient kept, HttpClient renewed) {
  private static final int KEPT = 16;
  private static final int NEW = 256;

  /**
   * Less than the 30 s of the token service, which would close one that a request is under way on.
   */
  private static final int IDLE_SECONDS = 20;

  static LoadClients create(Vertx vertx, List<String> authorities) {
    PemTrustOptions trust = new PemTrustOptions();
    authorities.forEach(authority -> trust.addCertValue(Buffer.buffer(authority)));
    return new LoadClients(client(vertx, trust, true, KEPT), client(vertx, trust, false, NEW));
  }

  private static HttpClient client(
      Vertx vertx, PemTrustOptions trust, boolean keepAlive, int connections) {
    return vertx
        .httpClientBuilder()
        .with(
            new HttpClientOptions()
                .setTrustOptions(trust)
                .setKeepAlive(keepAlive)
                .setKeepAliveTimeout(IDLE_SECONDS))
        .with(new PoolOptions().setHttp1MaxSize(connections))
        .build();
  }
}
