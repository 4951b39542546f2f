package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.e2e.LoadFigures.Trouble;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A steady load of clients: each token is taken from a random replica of a random issuer and used
 * at random moments of its life at random sidecars. Half of the requests go over connections that
 * are kept, half over new ones. A token that could not be taken is asked for once more, at another
 * replica; a request with a token is sent once.
 *
 * <p>All state is confined to one event loop.
 */
final class TokenLoad implements AutoCloseable {
  /** Requests per second that carry a token. */
  static final int RATE = 200;

  private static final int USES_OF_A_TOKEN = 5;
  private static final int MOST_AT_ONCE = 2;
  private static final double RISE_SECONDS = 10;
  private static final Duration TICK = Duration.ofMillis(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final Context loop;
  private final LoadClients clients;
  private final List<List<Endpoint>> issuers;
  private final List<Endpoint> sidecars;
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final String apiKey;
  private final Random random;
  private final LoadCount count = new LoadCount();
  private long began;
  private long taken;
  private long requests;
  private boolean ending;
  private boolean closed;

  /**
   * A load that begins at once.
   *
   * @param issuers the replicas of each issuer
   * @param authorities certificates of their authorities (PEM)
   */
  TokenLoad(
      List<List<Endpoint>> issuers,
      List<Endpoint> sidecars,
      List<String> authorities,
      String apiKey,
      long seed) {
    this.vertx = Vertx.vertx();
    this.loop = vertx.getOrCreateContext();
    this.clients = LoadClients.create(vertx, authorities);
    this.issuers = List.copyOf(issuers);
    this.sidecars = new ArrayList<>(sidecars);
    this.apiKey = apiKey;
    this.random = new Random(seed);
    loop.runOnContext(
        now -> {
          began = System.nanoTime();
          vertx.setPeriodic(TICK.toMillis(), id -> tick());
        });
  }

  LoadFigures figures() {
    return onLoop(count::figures);
  }

  /** Sends nothing more to a sidecar; returns when it has answered everything. */
  void leaveOut(Endpoint sidecar) {
    onLoop(() -> sidecars.remove(sidecar));
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> assertEquals(0, onLoop(() -> inFlight.getOrDefault(sidecar.pod(), 0))));
  }

  void takeIn(Endpoint sidecar) {
    onLoop(() -> sidecars.add(sidecar));
  }

  /** Takes no more tokens, uses those that were taken, and says what the load has met. */
  LoadFigures finish() {
    onLoop(
        () -> {
          count.stop();
          ending = true;
          return count;
        });
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertEquals(0, figures().pending()));
    return figures();
  }

  @Override
  public void close() {
    onLoop(
        () -> {
          ending = true;
          closed = true;
          return count;
        });
    block(vertx.close());
  }

  /**
   * Makes up for ticks that came late, so that the rate does not depend on answers; little by
   * little, since a machine that stood still for a moment would drown otherwise.
   */
  private void tick() {
    double due = requestsDue((System.nanoTime() - began) / 1e9) / USES_OF_A_TOKEN;
    for (int i = 0; i < MOST_AT_ONCE && !ending && taken < due; i++, taken++) {
      List<Endpoint> replicas = issuers.get(random.nextInt(issuers.size()));
      int first = random.nextInt(replicas.size());
      count.begin();
      take(replicas, first)
          .recover(failed -> take(replicas, (first + 1) % replicas.size()))
          .onSuccess(this::spread)
          .onFailure(failed -> count.trouble(Trouble.LOST, String.valueOf(failed.getMessage())))
          .onComplete(done -> count.end());
    }
  }

  /** The rate rises for some seconds, since neither side is warm. */
  private static double requestsDue(double seconds) {
    return seconds < RISE_SECONDS
        ? RATE * seconds * seconds / (2 * RISE_SECONDS)
        : RATE * (seconds - RISE_SECONDS / 2);
  }

  private Future<TakenToken> take(List<Endpoint> replicas, int index) {
    Endpoint replica = replicas.get(index);
    RequestOptions request =
        options(replica, HttpMethod.POST, "/auth").setSsl(true).putHeader("X-API-Key", apiKey);
    return send(replica, request)
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? Future.succeededFuture(TakenToken.of(answer))
                    : Future.failedFuture(trouble(answer, "asked " + replica.pod())));
  }

  private void spread(TakenToken token) {
    count.issued();
    long life = token.expiresAt() - System.currentTimeMillis();
    for (int i = 0; i < USES_OF_A_TOKEN; i++) {
      count.begin();
      vertx.setTimer(1 + Math.round(random.nextDouble() * Math.max(0, life)), id -> use(token));
    }
  }

  private void use(TakenToken token) {
    if (closed) {
      return;
    }
    long left = token.expiresAt() - System.currentTimeMillis();
    if (left <= 0) {
      count.expired();
      count.end();
      return;
    }
    Endpoint sidecar = sidecars.get(random.nextInt(sidecars.size()));
    RequestOptions request =
        options(sidecar, HttpMethod.GET, "/orders/1")
            .putHeader("Authorization", "Bearer " + token.text());
    send(sidecar, request)
        .onSuccess(
            answer -> {
              if (answer.statusCode() == 200) {
                count.verified(token.kid());
              } else {
                trouble(
                    answer,
                    "%s, key %s, %d ms before its end".formatted(sidecar, token.kid(), left));
              }
            })
        .onComplete(done -> count.end());
  }

  private Future<HttpClientResponse> send(Endpoint to, RequestOptions request) {
    boolean kept = requests++ % 2 == 0;
    HttpClient client = kept ? clients.kept() : clients.renewed();
    inFlight.merge(to.pod(), 1, Integer::sum);
    return client
        .request(request)
        .compose(opened -> opened.send().compose(answer -> answer.end().map(answer)))
        .onFailure(
            failed ->
                count.trouble(
                    Trouble.CONNECTION_ERROR,
                    "%s, %s connection: %s".formatted(to.pod(), kept ? "kept" : "new", failed)))
        .onComplete(done -> inFlight.merge(to.pod(), -1, Integer::sum));
  }

  private String trouble(HttpClientResponse answer, String what) {
    String example =
        "%d %s: %s".formatted(answer.statusCode(), answer.getHeader("WWW-Authenticate"), what);
    count.trouble(answer.statusCode() >= 500 ? Trouble.SERVER_ERROR : Trouble.REFUSED, example);
    return example;
  }

  private static RequestOptions options(Endpoint to, HttpMethod method, String path) {
    return new RequestOptions()
        .setServer(to.address())
        .setHost(to.host())
        .setPort(to.address().port())
        .setMethod(method)
        .setURI(path)
        .setTimeout(TIMEOUT.toMillis());
  }

  private <T> T onLoop(Supplier<T> read) {
    Promise<T> answer = Promise.promise();
    loop.runOnContext(now -> answer.complete(read.get()));
    return block(answer.future());
  }

  private static <T> T block(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
