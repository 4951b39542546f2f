package io.jotgate.keys.jose;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
      throw new InvalidJwkException(Reason.SET, "a JWK set stays under 48 kB");
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
    List<PublicJwk> keys = entries(text, false).stream().map(PublicJwk::of).toList();
    checkSet(keys);
    return keys;
  }

  /**
   * Reads a set of public keys as another party publishes it: members that are not known here do
   * not matter (RFC 7517 section 4), use may be missing, and key_ops may stand for it. The rules
   * for the keys themselves are those of our own, and one key that breaks them spoils the set.
   *
   * @throws InvalidJwkException if a rule is broken: a private or secret key is one
   */
  public static List<PublicJwk> parseForeign(String text) {
    List<PublicJwk> keys =
        entries(text, true).stream().map(ForeignJwk::new).map(ForeignJwk::publicKey).toList();
    checkSet(keys);
    return keys;
  }

  /**
   * The same for keys of any kind, but not of both: a secret among public keys is how a verifier is
   * led to take a public key for a secret.
   */
  static List<VerificationKey> parseForeignOrSecret(String text) {
    List<VerificationKey> keys =
        entries(text, true).stream().map(ForeignJwk::new).map(ForeignJwk::anyKey).toList();
    checkSet(keys);
    if (keys.stream().map(SecretJwk.class::isInstance).distinct().count() > 1) {
      throw new InvalidJwkException(Reason.SET, "a JWK set has public keys or secrets, not both");
    }
    return keys;
  }

  private static List<Map<String, @Nullable Object>> entries(String text, boolean othersToo) {
    Map<String, @Nullable Object> set =
        StrictJson.object(text, MAX_CHARACTERS)
            .orElseThrow(
                () -> new InvalidJwkException(Reason.NOT_JSON, "a JWK set is a JSON object"));
    if (!(set.get("keys") instanceof List<?> entries) || !(othersToo || set.size() == 1)) {
      throw new InvalidJwkException(Reason.MEMBERS, "a JWK set has the one member keys, an array");
    }
    List<Map<String, @Nullable Object>> keys = new ArrayList<>();
    for (Object entry : entries) {
      if (!(entry instanceof Map<?, ?> members)) {
        throw new InvalidJwkException(Reason.MEMBERS, "a JWK is a JSON object");
      }
      keys.add(StrictJson.withNames(members));
    }
    return keys;
  }

  private static void checkSet(List<? extends VerificationKey> keys) {
    if (keys.isEmpty()) {
      throw new InvalidJwkException(Reason.SET, "a JWK set has at least one key");
    }
    Set<String> kids = new HashSet<>();
    if (!keys.stream().map(VerificationKey::kid).allMatch(kids::add)) {
      throw new InvalidJwkException(Reason.SET, "the kids of a JWK set differ");
    }
  }
}
