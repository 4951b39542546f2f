package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.model.ClaimMapping;
import io.jotgate.issuer.model.ClaimSource;
import io.jotgate.issuer.model.IssuerConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins read the answers, if the issuer names their origin (Fetch standard,
 * CORS protocol). Credentials mode is never allowed: nothing here depends on cookies.
 */
final class Cors {
  private static final String ANY = "*";
  private static final String EXPOSED = "Authorization, X-Transaction-Id";
  private static final String PREFLIGHT_MAX_AGE_SECONDS = "600";
  private static final List<String> HEADERS =
      List.of("authorization", "content-type", "traceparent", "x-request-id");

  private Cors() {}

  /**
   * Adds what a browser asks for to the answer that is still to come.
   *
   * @param methods that the endpoint takes
   * @return whether the request was a preflight, which is answered by now
   */
  static boolean answersPreflight(HttpServerRequest request, IssuerConfig config, String methods) {
    List<String> origins = config.response().corsOrigins();
    if (origins.isEmpty()) {
      return false;
    }
    HttpServerResponse response = request.response();
    boolean any = origins.contains(ANY);
    if (!any) {
      // For requests without an origin too: a cache must not give their answer to a page.
      response.putHeader(HttpHeaders.VARY, "Origin");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !(any || origins.contains(origin))) {
      return false;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, any ? ANY : origin);
    if (!isPreflight(request)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
      return false;
    }
    response
        .setStatusCode(204)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers(config))
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_MAX_AGE_SECONDS)
        .end();
    return true;
  }

  private static boolean isPreflight(HttpServerRequest request) {
    @Nullable String method = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    return HttpMethod.OPTIONS.equals(request.method()) && method != null;
  }

  /** Named one by one: the wildcard does not stand for Authorization. */
  private static String headers(IssuerConfig config) {
    TreeSet<String> names = new TreeSet<>(HEADERS);
    if (config.authentication().apiKeyEnabled()) {
      config.authentication().apiKeyHeaders().stream().map(Cors::lowerCase).forEach(names::add);
    }
    config.claims().mappings().stream()
        .map(ClaimMapping::source)
        .filter(ClaimSource.Header.class::isInstance)
        .map(ClaimSource.Header.class::cast)
        .map(header -> lowerCase(header.name()))
        .forEach(names::add);
    return String.join(", ", names);
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
