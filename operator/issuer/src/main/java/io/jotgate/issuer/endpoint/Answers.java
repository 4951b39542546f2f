package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.model.StrictJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes JSON answers that nobody may store. */
final class Answers {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private Answers() {}

  static void json(HttpServerRequest request, int status, Map<String, ?> body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(StrictJson.text(body));
  }

  /**
   * Refuses a request for a token.
   *
   * @param challenges that a 401 has
   */
  static void refuse(HttpServerRequest request, Denial denial, List<String> challenges) {
    Refusal refusal = denial.refusal();
    HttpServerResponse response = request.response();
    if (refusal.status() == 401) {
      response.putHeader("WWW-Authenticate", challenges);
    }
    denial
        .retryAfter()
        .or(() -> refusal.status() == 503 ? Optional.of(RETRY_AFTER) : Optional.empty())
        .ifPresent(wait -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
    boolean more = refusal == Refusal.BODY_TOO_SLOW || BoundedBody.mayGoOn(request);
    if (more && request.version() != HttpVersion.HTTP_2) {
      // Whatever the client still sends is not worth reading.
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    // A paused request would keep its connection from the next one.
    request.resume();
    json(
        request,
        refusal.status(),
        Map.of("error", refusal.error(), "error_description", denial.description()));
  }

  /** Whole seconds, none of them too early. */
  private static String seconds(Duration wait) {
    return String.valueOf(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }

  static void notFound(HttpServerRequest request) {
    json(
        request,
        404,
        Map.of("error", "not_found", "error_description", "there is nothing at this path"));
  }

  static void methodNotAllowed(HttpServerRequest request, String allow) {
    request.response().putHeader(HttpHeaders.ALLOW, allow);
    json(request, 405, Map.of("error", "invalid_request", "error_description", "use " + allow));
  }
}
