package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One client that sends the same request again and again, one at a time over one connection, and
 * remembers every change of the answer.
 */
final class RuleProbe implements AutoCloseable {
  /** The status of a request that got no answer. */
  static final int NO_ANSWER = 0;

  private static final long PAUSE_MILLIS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;
  private final Endpoint sidecar;
  private final Supplier<String> token;
  private final List<Answer> changes = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * An answer unlike the one before it.
   *
   * @param nanos when its request was sent, of {@link System#nanoTime}
   */
  record Answer(int status, long nanos) {}

  /**
   * A probe that begins at once.
   *
   * @param token what the request carries; empty: nothing
   */
  RuleProbe(Endpoint sidecar, Supplier<String> token) {
    this.sidecar = sidecar;
    this.token = token;
    this.client = vertx.httpClientBuilder().with(new PoolOptions().setHttp1MaxSize(1)).build();
    vertx.runOnContext(now -> ask());
  }

  /** Every change of the answer until now, the first answer at the beginning. */
  List<Answer> changes() {
    return List.copyOf(changes);
  }

  /** Waits for an answer; returns when the first of the present series of it was sent. */
  long awaitAnswer(int status, Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !changes.isEmpty() && changes.getLast().status() == status);
    return changes.getLast().nanos();
  }

  private void ask() {
    if (closed) {
      return;
    }
    long sent = System.nanoTime();
    RequestOptions request =
        new RequestOptions()
            .setServer(sidecar.address())
            .setHost(sidecar.host())
            .setPort(sidecar.address().port())
            .setMethod(HttpMethod.GET)
            .setURI("/orders/1")
            .setTimeout(TIMEOUT.toMillis());
    String bearer = token.get();
    if (!bearer.isEmpty()) {
      request.putHeader("Authorization", "Bearer " + bearer);
    }
    client
        .request(request)
        .compose(opened -> opened.send().compose(answer -> answer.end().map(answer)))
        .onSuccess(answer -> record(answer.statusCode(), sent))
        .onFailure(failed -> record(NO_ANSWER, sent))
        .onComplete(done -> vertx.setTimer(PAUSE_MILLIS, id -> ask()));
  }

  private void record(int status, long sent) {
    if (changes.isEmpty() || changes.getLast().status() != status) {
      changes.add(new Answer(status, sent));
    }
  }

  @Override
  public void close() {
    closed = true;
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
