package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.StrictJson;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What verifiers fetch: the JWK set (RFC 7517) and the metadata (RFC 8414, OpenID Connect Discovery
 * 1.0), with an entity tag, and no longer to be kept than the rotation of keys assumes.
 */
final class DiscoveryEndpoint {
  private final Supplier<LoadedState> state;

  /** An endpoint that answers by the state in force. */
  DiscoveryEndpoint(Supplier<LoadedState> state) {
    this.state = state;
  }

  void jwks(HttpServerRequest request) {
    LoadedState loaded = state.get();
    answer(request, loaded, "application/jwk-set+json", loaded.keys().jwks());
  }

  void authorizationServer(HttpServerRequest request) {
    LoadedState loaded = state.get();
    answer(
        request,
        loaded,
        "application/json",
        loaded.config().map(DiscoveryEndpoint::metadata).map(StrictJson::text));
  }

  void openIdConfiguration(HttpServerRequest request) {
    LoadedState loaded = state.get();
    answer(
        request,
        loaded,
        "application/json",
        loaded.config().map(config -> openId(config, loaded)).map(StrictJson::text));
  }

  private static Map<String, Object> metadata(IssuerConfig config) {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("issuer", config.issuerURL());
    metadata.put("jwks_uri", config.issuerURL() + "/.well-known/jwks.json");
    // Required by RFC 8414; "none" is the registered value for a server without such responses.
    metadata.put("response_types_supported", List.of("none"));
    if (!config.scopes().isEmpty()) {
      metadata.put("scopes_supported", config.scopes());
    }
    return metadata;
  }

  private static Map<String, Object> openId(IssuerConfig config, LoadedState loaded) {
    Map<String, Object> metadata = metadata(config);
    metadata.put("subject_types_supported", List.of("public"));
    metadata.put(
        "id_token_signing_alg_values_supported",
        loaded.keys().ring().map(KeyRing::keys).orElse(List.of()).stream()
            .map(SigningKey::alg)
            .distinct()
            .sorted()
            .toList());
    return metadata;
  }

  private static void answer(
      HttpServerRequest request, LoadedState loaded, String type, Optional<String> content) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      Answers.methodNotAllowed(request, "GET, HEAD");
      return;
    }
    if (content.isEmpty()) {
      Answers.refuse(request, Denial.of(Refusal.UNAVAILABLE), List.of());
      return;
    }
    long maxAge = loaded.config().map(IssuerConfig::jwksMaxAgeSeconds).orElse(0L);
    String tag = entityTag(content.get());
    request
        .response()
        .putHeader(HttpHeaders.CACHE_CONTROL, maxAge > 0 ? "public, max-age=" + maxAge : "no-cache")
        .putHeader(HttpHeaders.ETAG, tag)
        .putHeader("X-Content-Type-Options", "nosniff");
    if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
      request.response().setStatusCode(304).end();
    } else {
      request.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(content.get());
    }
  }

  private static boolean matches(@Nullable String header, String tag) {
    return header != null
        && Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .map(value -> value.startsWith("W/") ? value.substring(2) : value)
            .anyMatch(value -> value.equals("*") || value.equals(tag));
  }

  private static String entityTag(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
