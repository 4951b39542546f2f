package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.model.StrictJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import java.util.Optional;

/** Writes JSON answers that nobody may store. */
final class Answers {
  private static final String RETRY_AFTER_SECONDS = "5";

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
   * Refuses a request.
   *
   * @param realm the protection space that a 401 names (RFC 9110 section 11.5)
   */
  static void refuse(HttpServerRequest request, Refusal refusal, Optional<String> realm) {
    HttpServerResponse response = request.response();
    if (refusal.status() == 401) {
      response.putHeader("WWW-Authenticate", "ApiKey realm=\"" + realm.orElse("jotgate") + "\"");
    }
    if (refusal.status() == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    boolean more = refusal == Refusal.BODY_TOO_SLOW || BoundedBody.mayGoOn(request);
    if (more && request.version() != HttpVersion.HTTP_2) {
      // Whatever the client still sends is not worth reading.
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    json(
        request,
        refusal.status(),
        Map.of("error", refusal.error(), "error_description", refusal.description()));
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
