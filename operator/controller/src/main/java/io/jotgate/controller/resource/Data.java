package io.jotgate.controller.resource;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Null-safe reading and writing of what Secrets and ConfigMaps hold. */
public final class Data {
  private Data() {}

  /**
   * A text in a Secret; empty when the key is missing or the bytes are neither base64 nor UTF-8.
   */
  public static Optional<String> text(Secret secret, String key) {
    return Optional.ofNullable(secret.getData())
        .flatMap(data -> Optional.ofNullable(data.get(key)))
        .flatMap(Data::decode);
  }

  /** A text in a ConfigMap. */
  public static Optional<String> text(ConfigMap configMap, String key) {
    return Optional.ofNullable(all(configMap).get(key));
  }

  /** All texts of a ConfigMap. */
  public static Map<String, String> all(ConfigMap configMap) {
    return Optional.ofNullable(configMap.getData()).orElse(Map.of());
  }

  /** Texts as the data of a Secret: base64 of their UTF-8 bytes, sorted by key. */
  public static Map<String, String> encoded(Map<String, String> texts) {
    var data = new TreeMap<String, String>();
    texts.forEach(
        (key, text) ->
            data.put(
                key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    return data;
  }

  private static Optional<String> decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException unreadable) {
      return Optional.empty();
    }
  }
}
