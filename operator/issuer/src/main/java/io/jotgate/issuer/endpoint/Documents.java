package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.IssuerPaths;
import io.jotgate.issuer.model.StrictJson;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The public documents of one state, made once. What is empty cannot be served yet.
 *
 * @param state whose documents these are
 * @param jwks the JWK set
 * @param authorizationServer metadata (RFC 8414)
 * @param openId metadata for those who look for it where OpenID Connect Discovery 1.0 says
 */
record Documents(
    LoadedState state,
    Optional<Document> jwks,
    Optional<Document> authorizationServer,
    Optional<Document> openId) {
  /**
   * One document.
   *
   * @param mediaType its type
   * @param content in UTF-8
   * @param tag its strong entity tag (RFC 9110 section 8.8.3)
   */
  record Document(String mediaType, Buffer content, String tag) {
    static Document of(String mediaType, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Document(mediaType, Buffer.buffer(bytes), entityTag(bytes));
    }
  }

  static Documents of(LoadedState loaded) {
    return new Documents(
        loaded,
        loaded.keys().jwks().map(text -> Document.of("application/jwk-set+json", text)),
        loaded.config().map(config -> json(metadata(config))),
        loaded.config().map(config -> json(openId(config, loaded))));
  }

  private static Document json(Map<String, ?> members) {
    return Document.of("application/json", StrictJson.text(members));
  }

  private static Map<String, Object> metadata(IssuerConfig config) {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("grant_types_supported", List.of(TokenRequestForm.CLIENT_CREDENTIALS));
    metadata.put("issuer", config.issuerURL());
    metadata.put("jwks_uri", config.issuerURL() + IssuerPaths.JWKS);
    // Required by RFC 8414; "none" is the registered value for a server without such responses.
    metadata.put("response_types_supported", List.of("none"));
    metadata.put("token_endpoint", config.issuerURL() + IssuerPaths.TOKEN);
    metadata.putAll(ClientAuthentication.metadata(config));
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

  private static String entityTag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
