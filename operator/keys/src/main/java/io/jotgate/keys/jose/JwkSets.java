package io.jotgate.keys.jose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** JWK sets (RFC 7517 5) of public signing keys. */
public final class JwkSets {
  private static final int MAX_CHARACTERS = 48_000;

  private JwkSets() {}

  /**
   * The set as canonical JSON text, keys in the given order: equal input gives equal text.
   *
   * @param publicJwks public JWK texts, at least one
   * @throws InvalidJwkException if there is none (an empty set makes Envoy keep the old keys), if
   *     one is not a strict public JWK, if two share a kid, or if the text would reach 48 kB
   */
  public static String render(List<String> publicJwks) {
    List<PublicJwk> keys = publicJwks.stream().map(PublicJwk::parse).toList();
    checkSet(keys);
    String text =
        keys.stream().map(PublicJwk::text).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    if (text.length() >= MAX_CHARACTERS) {
      throw new InvalidJwkException("a JWK set stays under 48 kB");
    }
    return text;
  }

  /**
   * Reads a set that {@link #render} could have written, whatever the order and the space between
   * its members.
   *
   * @throws InvalidJwkException if it is anything else
   */
  public static List<PublicJwk> parse(String text) {
    Map<String, Object> members =
        StrictJson.object(text, MAX_CHARACTERS)
            .orElseThrow(() -> new InvalidJwkException("a JWK set is a JSON object"));
    if (!members.keySet().equals(Set.of("keys"))
        || !(members.get("keys") instanceof List<?> entries)) {
      throw new InvalidJwkException("a JWK set has the one member keys, an array");
    }
    List<PublicJwk> keys = new ArrayList<>();
    for (Object entry : entries) {
      keys.add(PublicJwk.of(members(entry)));
    }
    checkSet(keys);
    return List.copyOf(keys);
  }

  private static Map<String, Object> members(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new InvalidJwkException("a JWK is a JSON object");
    }
    Map<String, Object> members = new HashMap<>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value));
    return members;
  }

  private static void checkSet(List<PublicJwk> keys) {
    if (keys.isEmpty()) {
      throw new InvalidJwkException("a JWK set has at least one key");
    }
    Set<String> kids = new HashSet<>();
    if (!keys.stream().map(PublicJwk::kid).allMatch(kids::add)) {
      throw new InvalidJwkException("the kids of a JWK set differ");
    }
  }
}
