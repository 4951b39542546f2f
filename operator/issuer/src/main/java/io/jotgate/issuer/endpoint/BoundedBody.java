package io.jotgate.issuer.endpoint;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/** Reads the body of a request within bounds of size and time. */
final class BoundedBody {
  /** The body that arrived, or why it was not waited for. */
  sealed interface Outcome {
    /** All of it. */
    record Complete(Buffer bytes) implements Outcome {}

    /** It broke a bound. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /** Largest body of a request for a token. */
  static final int MAX_BYTES = 16 * 1024;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final int maxBytes;
  private final Buffer received = Buffer.buffer();
  private final Promise<Outcome> promise = Promise.promise();

  private BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The body of a request for a token, which may be paused. */
  static Future<Outcome> read(Vertx vertx, HttpServerRequest request) {
    return read(vertx, request, MAX_BYTES, TIMEOUT);
  }

  static Future<Outcome> read(
      Vertx vertx, HttpServerRequest request, int maxBytes, Duration timeout) {
    if (declaredLength(request).filter(length -> length > maxBytes).isPresent()) {
      return Future.succeededFuture(new Outcome.Refused(Refusal.BODY_TOO_LARGE));
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      // Asked for only here, so that a refused request never sends its body.
      request.response().writeContinue();
    }
    BoundedBody body = new BoundedBody(maxBytes);
    long timer = vertx.setTimer(timeout.toMillis(), id -> body.refuse(Refusal.BODY_TOO_SLOW));
    request.handler(body::append);
    request.endHandler(end -> body.promise.tryComplete(new Outcome.Complete(body.received)));
    request.exceptionHandler(body.promise::tryFail);
    request.resume();
    return body.promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** Whether a refused request may still bring a body of more than the bound. */
  static boolean mayGoOn(HttpServerRequest request) {
    return !request.isEnded()
        && (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
            || declaredLength(request).filter(length -> length > MAX_BYTES).isPresent());
  }

  private void append(Buffer chunk) {
    if (received.length() + chunk.length() > maxBytes) {
      refuse(Refusal.BODY_TOO_LARGE);
    } else {
      received.appendBuffer(chunk);
    }
  }

  private void refuse(Refusal refusal) {
    promise.tryComplete(new Outcome.Refused(refusal));
  }

  private static Optional<Long> declaredLength(HttpServerRequest request) {
    try {
      return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH)).map(Long::valueOf);
    } catch (NumberFormatException e) {
      return Optional.of(Long.MAX_VALUE);
    }
  }
}
