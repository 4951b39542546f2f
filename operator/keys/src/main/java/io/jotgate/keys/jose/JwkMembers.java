package io.jotgate.keys.jose;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members of one JWK, read strictly: a value has one text, and a member that the key type does
 * not know is refused. No message repeats a value.
 */
final class JwkMembers {
  /** What every JWK here has besides the members of its key type (RFC 7517 section 4). */
  private static final Set<String> COMMON = Set.of("alg", "kid", "use");

  private final Map<String, Object> members;

  JwkMembers(Map<String, Object> members) {
    this.members = new HashMap<>(members);
  }

  /** Refuses a JWK that has not exactly the common members and these. */
  void requireExactly(Set<String> ofTheKey) {
    Set<String> expected =
        Stream.concat(COMMON.stream(), ofTheKey.stream()).collect(Collectors.toSet());
    if (!members.keySet().equals(expected)) {
      throw new InvalidJwkException(
          "a JWK of this algorithm has exactly the members " + expected.stream().sorted().toList());
    }
  }

  void requireValue(String name, String value) {
    if (!value.equals(members.get(name))) {
      throw new InvalidJwkException(name + " must be " + value);
    }
  }

  String text(String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new InvalidJwkException(name + " must be a string");
  }

  /** Bytes of a fixed number, leading zeros included. */
  byte[] bytes(String name, int length) {
    byte[] bytes = bytes(name);
    if (bytes.length != length) {
      throw new InvalidJwkException(name + " is not " + length + " bytes long");
    }
    return bytes;
  }

  /** A positive number as Base64urlUInt (RFC 7518 section 2): no byte more than it needs. */
  BigInteger number(String name) {
    byte[] bytes = bytes(name);
    if (bytes.length == 0 || bytes[0] == 0) {
      throw new InvalidJwkException(name + " is not a positive number without leading zeros");
    }
    return new BigInteger(1, bytes);
  }

  private byte[] bytes(String name) {
    return StrictBase64Url.decode(text(name))
        .orElseThrow(() -> new InvalidJwkException(name + " is not base64url"));
  }
}
