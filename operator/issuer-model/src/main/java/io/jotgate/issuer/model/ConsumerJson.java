package io.jotgate.issuer.model;

import java.util.Map;
import java.util.TreeMap;

/** The JSON form of a consumer, which two documents share. */
final class ConsumerJson {
  private static final int MAX_SCOPES = 64;
  private static final int MAX_AUDIENCES = 16;
  private static final int MAX_KEYS = 64;

  private ConsumerJson() {}

  static Map<String, Object> write(ConsumerEntry consumer) {
    return new TreeMap<>(
        Map.of(
            "audiences", consumer.audiences(),
            "clientId", consumer.clientId(),
            "keys", consumer.keys().stream().map(ConsumerJson::write).toList(),
            "scopes", consumer.scopes(),
            "subject", consumer.subject()));
  }

  static ConsumerEntry read(StrictObject json) {
    return new ConsumerEntry(
        json.string("clientId", Syntax.MAX_NAME),
        json.string("subject", Syntax.MAX_NAME),
        json.strings("scopes", MAX_SCOPES, Syntax.MAX_SCOPE),
        json.strings("audiences", MAX_AUDIENCES, Syntax.MAX_AUDIENCE),
        json.objects("keys", MAX_KEYS, ConsumerJson::readKey));
  }

  private static Map<String, Object> write(KeyVerifier key) {
    return new TreeMap<>(Map.of("id", key.id(), "sha256", key.sha256Hex()));
  }

  private static KeyVerifier readKey(StrictObject json) {
    return new KeyVerifier(json.string("id", 64), json.string("sha256", 64));
  }
}
