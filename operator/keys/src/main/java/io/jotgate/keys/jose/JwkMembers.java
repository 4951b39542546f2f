package io.jotgate.keys.jose;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JWK, read strictly: a value has one text, and a member that the key type does
 * not know is refused. No message repeats a value.
 */
final class JwkMembers {
  /** What every JWK here has besides the members of its key type (RFC 7517 section 4). */
  private static final Set<String> COMMON = Set.of("alg", "kid", "use");

  /** What others use too, and what needs no escape in JSON, in a log or in a header. */
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9._~@:/+=-]{1,128}");

  private final Map<String, @Nullable Object> members;

  JwkMembers(Map<String, @Nullable Object> members) {
    this.members = new HashMap<>(members);
  }

  /** Refuses a JWK that has not exactly the common members and these. */
  void requireExactly(Set<String> ofTheKey) {
    Set<String> expected =
        Stream.concat(COMMON.stream(), ofTheKey.stream()).collect(Collectors.toSet());
    if (!members.keySet().equals(expected)) {
      throw new InvalidJwkException(
          Reason.MEMBERS,
          "a JWK of this algorithm has exactly the members " + expected.stream().sorted().toList());
    }
  }

  /** Refuses a key that is not one of its algorithm. */
  void requireValue(String name, String value) {
    if (!value.equals(members.get(name))) {
      throw new InvalidJwkException(Reason.ALGORITHM, name + " must be " + value);
    }
  }

  /** Refuses a key that is for something else than signatures. */
  void requireSignatureUse() {
    if (!"sig".equals(members.get("use"))) {
      throw new InvalidJwkException(Reason.USE, "use must be sig");
    }
  }

  /** The key's id. */
  String kid() {
    if (members.get("kid") instanceof String kid && KID.matcher(kid).matches()) {
      return kid;
    }
    throw new InvalidJwkException(
        Reason.KID, "kid is 1 to 128 letters, digits and characters of ._~@:/+=-");
  }

  String text(String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new InvalidJwkException(Reason.MEMBERS, name + " must be a string");
  }

  /** Bytes of a fixed number, leading zeros included. */
  byte[] bytes(String name, int length) {
    byte[] bytes = bytes(name);
    if (bytes.length != length) {
      throw new InvalidJwkException(Reason.ENCODING, name + " is not " + length + " bytes long");
    }
    return bytes;
  }

  /** A positive number as Base64urlUInt (RFC 7518 section 2): no byte more than it needs. */
  BigInteger number(String name) {
    byte[] bytes = bytes(name);
    if (bytes.length == 0 || bytes[0] == 0) {
      throw new InvalidJwkException(
          Reason.ENCODING, name + " is not a positive number without leading zeros");
    }
    return new BigInteger(1, bytes);
  }

  /** Bytes of any number. */
  byte[] bytes(String name) {
    return StrictBase64Url.decode(text(name))
        .orElseThrow(() -> new InvalidJwkException(Reason.ENCODING, name + " is not base64url"));
  }
}
