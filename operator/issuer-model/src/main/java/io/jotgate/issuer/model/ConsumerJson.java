package io.jotgate.issuer.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON form of a consumer, which two documents share. What is empty or absent is left out: an
 * issuer may have thousands of them in one Secret.
 */
final class ConsumerJson {
  private static final int MAX_SCOPES = 64;
  private static final int MAX_AUDIENCES = 16;
  private static final int MAX_GROUPS = 64;
  private static final int MAX_ATTRIBUTES = 64;
  private static final int MAX_CLAIMS = 32;
  private static final int MAX_CREDENTIALS = 96;
  private static final long MAX_TTL = 86_400;

  private ConsumerJson() {}

  static Map<String, Object> write(ConsumerEntry consumer) {
    Map<String, Object> json = new TreeMap<>();
    json.put("clientId", consumer.clientId());
    json.put("subject", consumer.subject());
    json.put("credentials", consumer.credentials().stream().map(VerifierJson::write).toList());
    putFilled(json, "scopes", consumer.scopes());
    putFilled(json, "audiences", consumer.audiences());
    putFilled(json, "groups", consumer.groups());
    putFilled(
        json,
        "assertableClaims",
        consumer.assertableClaims().stream().map(ConsumerJson::write).toList());
    if (!consumer.attributes().isEmpty()) {
      json.put("attributes", consumer.attributes());
    }
    Long ttl = consumer.tokenTtlSeconds();
    if (ttl != null) {
      json.put("tokenTtlSeconds", ttl);
    }
    Instant expiresAt = consumer.expiresAt();
    if (expiresAt != null) {
      json.put("expiresAt", expiresAt.toString());
    }
    return json;
  }

  static ConsumerEntry read(StrictObject json) {
    return new ConsumerEntry(
        json.string("clientId", Syntax.MAX_NAME),
        json.string("subject", Syntax.MAX_NAME),
        strings(json, "scopes", MAX_SCOPES, Syntax.MAX_SCOPE),
        strings(json, "audiences", MAX_AUDIENCES, Syntax.MAX_AUDIENCE),
        strings(json, "groups", MAX_GROUPS, Syntax.MAX_AUDIENCE),
        json.optionalStringMap("attributes", MAX_ATTRIBUTES, Syntax.MAX_ATTRIBUTE).orElse(Map.of()),
        json.has("assertableClaims")
            ? json.objects("assertableClaims", MAX_CLAIMS, ConsumerJson::readClaim)
            : List.of(),
        json.optionalNumber("tokenTtlSeconds", 1, MAX_TTL).orElse(null),
        json.optionalInstant("expiresAt").orElse(null),
        json.objects("credentials", MAX_CREDENTIALS, VerifierJson::read));
  }

  private static Map<String, Object> write(AssertableClaim claim) {
    return new TreeMap<>(Map.of("name", claim.name(), "pattern", claim.pattern().text()));
  }

  private static AssertableClaim readClaim(StrictObject json) {
    return new AssertableClaim(
        json.string("name", Syntax.MAX_NAME), json.string("pattern", ValuePattern.MAX_LENGTH));
  }

  private static List<String> strings(StrictObject json, String name, int maxItems, int length) {
    return json.has(name) ? json.strings(name, maxItems, length) : List.of();
  }

  private static void putFilled(Map<String, Object> json, String name, List<?> values) {
    if (!values.isEmpty()) {
      json.put(name, values);
    }
  }
}
