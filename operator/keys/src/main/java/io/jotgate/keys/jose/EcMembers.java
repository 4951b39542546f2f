package io.jotgate.keys.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.Map;
import java.util.Set;

/** The members of a P-256 JWK (RFC 7518 6.2) as this project writes and accepts them. */
final class EcMembers {
  private static final Set<String> PUBLIC = Set.of("alg", "crv", "kid", "kty", "use", "x", "y");
  private static final Set<String> PRIVATE =
      Set.of("alg", "crv", "d", "kid", "kty", "use", "x", "y");
  private static final int COORDINATE_BYTES = 32;

  private EcMembers() {}

  static String thumbprint(ECKey key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String publicText(String kid, ECKey key) {
    return "{\"alg\":\"%s\",\"crv\":\"P-256\",\"kid\":\"%s\",\"kty\":\"EC\",\"use\":\"sig\",\"x\":\"%s\",\"y\":\"%s\"}"
        .formatted(Es256Keys.ALG, kid, key.getX(), key.getY());
  }

  static String privateText(String kid, ECKey key) {
    return "{\"alg\":\"%s\",\"crv\":\"P-256\",\"d\":\"%s\",\"kid\":\"%s\",\"kty\":\"EC\",\"use\":\"sig\",\"x\":\"%s\",\"y\":\"%s\"}"
        .formatted(Es256Keys.ALG, key.getD(), kid, key.getX(), key.getY());
  }

  static ECKey parsePublic(Map<String, Object> members) {
    requireExactly(PUBLIC, members);
    return builder(members);
  }

  static ECKey parsePrivate(Map<String, Object> members) {
    requireExactly(PRIVATE, members);
    Base64URL d = coordinate(members, "d");
    ECKey key = build(new ECKey.Builder(builder(members)).d(d));
    if (!Es256Signatures.belongTogether(key)) {
      throw new InvalidJwkException("the private half does not belong to the public half");
    }
    return key;
  }

  private static ECKey builder(Map<String, Object> members) {
    requireValue(members, "kty", "EC");
    requireValue(members, "crv", "P-256");
    requireValue(members, "alg", Es256Keys.ALG);
    requireValue(members, "use", "sig");
    String kid = text(members, "kid");
    if (!kid.matches("[A-Za-z0-9_-]{1,128}")) {
      throw new InvalidJwkException("kid is 1 to 128 characters of the base64url alphabet");
    }
    return build(
        new ECKey.Builder(Curve.P_256, coordinate(members, "x"), coordinate(members, "y"))
            .keyID(kid));
  }

  /** The builder checks that the point lies on the curve. */
  private static ECKey build(ECKey.Builder builder) {
    try {
      return builder.build();
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new InvalidJwkException("x and y are not a point of P-256");
    }
  }

  private static void requireExactly(Set<String> expected, Map<String, Object> members) {
    if (!members.keySet().equals(expected)) {
      throw new InvalidJwkException(
          "a JWK has exactly the members " + expected.stream().sorted().toList());
    }
  }

  private static void requireValue(Map<String, Object> members, String name, String value) {
    if (!value.equals(members.get(name))) {
      throw new InvalidJwkException(name + " must be " + value);
    }
  }

  private static Base64URL coordinate(Map<String, Object> members, String name) {
    byte[] bytes =
        StrictBase64Url.decode(text(members, name))
            .orElseThrow(() -> new InvalidJwkException(name + " is not base64url"));
    if (bytes.length != COORDINATE_BYTES) {
      throw new InvalidJwkException(name + " is not 32 bytes long");
    }
    return Base64URL.encode(bytes);
  }

  private static String text(Map<String, Object> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new InvalidJwkException(name + " must be a string");
  }
}
