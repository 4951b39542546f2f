package io.jotgate.issuer.endpoint;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** Answers requests that are no HTTP, or too large to be read. */
public final class InvalidRequests {
  private InvalidRequests() {}

  /** Answers in JSON and closes the connection: what follows cannot be told from the rest. */
  public static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    // The parser of Netty tells them apart by class only.
    String kind = cause == null ? "" : cause.getClass().getSimpleName();
    request.response().putHeader(HttpHeaders.CONNECTION, "close");
    switch (kind) {
      case "TooLongHttpLineException" -> json(request, 414, "the request line is too long");
      case "TooLongHttpHeaderException" -> json(request, 431, "the headers are too large");
      default -> json(request, 400, "this is not a valid HTTP request");
    }
  }

  private static void json(HttpServerRequest request, int status, String description) {
    Answers.json(
        request, status, Map.of("error", "invalid_request", "error_description", description));
  }
}
