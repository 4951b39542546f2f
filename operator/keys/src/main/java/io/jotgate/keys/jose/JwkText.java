package io.jotgate.keys.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The canonical JSON text of a JWK: members sorted, no space. Equal keys have equal texts. */
final class JwkText {
  private JwkText() {}

  /** With the common members; of a private key, if its members are among these: secret. */
  static String of(KeyType type, String kid, Map<String, String> members) {
    Map<String, String> all = new TreeMap<>(members);
    all.put("alg", type.alg());
    all.put("kid", kid);
    all.put("use", "sig");
    return json(all);
  }

  /** RFC 7638 SHA-256 thumbprint, base64url; private members have no part in it. */
  static String thumbprint(KeyType type, Map<String, String> members) {
    Map<String, String> covered = new TreeMap<>(members);
    covered.keySet().retainAll(type.publicNames());
    try {
      return StrictBase64Url.encode(
          MessageDigest.getInstance("SHA-256")
              .digest(json(covered).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** No value has a character that JSON would escape. */
  private static String json(Map<String, String> sorted) {
    return sorted.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
