package io.jotgate.policy.render.envoy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One HTTP/2 connection with prior knowledge that is kept open between requests. */
final class Http2Connection implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();

  /** Held, because Vert.x closes the connections of a client that nobody refers to. */
  private final HttpClientAgent client;

  private final HttpClientConnection connection;

  Http2Connection(int port) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    connection = await(client.connect(new HttpConnectOptions().setHost("127.0.0.1").setPort(port)));
  }

  /** Status of the answer to a GET. */
  int get(String target, Map<String, String> headers) {
    RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setURI(target);
    headers.forEach(options::putHeader);
    return await(
        connection
            .request(options)
            .compose(HttpClientRequest::send)
            .compose(answer -> answer.body().map(body -> answer.statusCode())));
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    await(client.close());
    await(vertx.close());
  }
}
