package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.endpoint.Documents.Document;
import io.jotgate.issuer.model.IssuerConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What verifiers fetch: the JWK set (RFC 7517) and the metadata (RFC 8414, OpenID Connect Discovery
 * 1.0), with an entity tag, and no longer to be kept than the rotation of keys assumes.
 */
final class DiscoveryEndpoint {
  private final Supplier<LoadedState> state;
  private volatile Documents documents = Documents.of(LoadedState.NOTHING);

  /** An endpoint that answers by the state in force. */
  DiscoveryEndpoint(Supplier<LoadedState> state) {
    this.state = state;
  }

  void jwks(HttpServerRequest request) {
    answer(request, Documents::jwks);
  }

  void authorizationServer(HttpServerRequest request) {
    answer(request, Documents::authorizationServer);
  }

  void openIdConfiguration(HttpServerRequest request) {
    answer(request, Documents::openId);
  }

  private void answer(HttpServerRequest request, Function<Documents, Optional<Document>> choice) {
    boolean head = HttpMethod.HEAD.equals(request.method());
    if (!HttpMethod.GET.equals(request.method()) && !head) {
      Answers.methodNotAllowed(request, "GET, HEAD");
      return;
    }
    Documents current = current();
    Optional<Document> document = choice.apply(current);
    if (document.isEmpty()) {
      Answers.refuse(request, Denial.of(Refusal.UNAVAILABLE), List.of());
      return;
    }
    long maxAge = current.state().config().map(IssuerConfig::jwksMaxAgeSeconds).orElse(0L);
    HttpServerResponse response =
        request
            .response()
            .putHeader(
                HttpHeaders.CACHE_CONTROL, maxAge > 0 ? "public, max-age=" + maxAge : "no-cache")
            .putHeader(HttpHeaders.ETAG, document.get().tag())
            .putHeader("X-Content-Type-Options", "nosniff");
    if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), document.get().tag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, document.get().mediaType());
    if (head) {
      response
          .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(document.get().content().length()))
          .end();
    } else {
      response.end(document.get().content());
    }
  }

  /** Made again only when another state has come into force; twice by chance does no harm. */
  @SuppressWarnings("ReferenceEquality") // equal states would have equal documents, but take longer
  private Documents current() {
    LoadedState loaded = state.get();
    Documents made = documents;
    if (made.state() != loaded) {
      made = Documents.of(loaded);
      documents = made;
    }
    return made;
  }

  private static boolean matches(@Nullable String header, String tag) {
    return header != null
        && Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .map(value -> value.startsWith("W/") ? value.substring(2) : value)
            .anyMatch(value -> value.equals("*") || value.equals(tag));
  }
}
