package io.jotgate.keys.jose;

import static java.util.Map.entry;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Map;
import java.util.Set;

/**
 * Ed25519 (RFC 8032) as RFC 8037 writes it: {@code kty} OKP, {@code alg} EdDSA.
 *
 * <p>RFC 9864 replaces the name {@code EdDSA} by {@code Ed25519}, but a JWK set with that name is
 * one that Envoy rejects whole, and a token with it one that Envoy refuses (1.36 to 1.40). The old
 * name is the one that verifiers read, so it is the only one that is written and accepted.
 *
 * @param alg JWS name
 * @param scheme how it signs
 */
record Ed25519KeyType(String alg, SignatureScheme scheme) implements KeyType {
  static final Ed25519KeyType EDDSA = new Ed25519KeyType("EdDSA", SignatureScheme.ed25519());

  private static final String CURVE = "Ed25519";
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  @Override
  public Set<String> publicNames() {
    return Set.of("crv", "kty", "x");
  }

  @Override
  public Set<String> privateNames() {
    return Set.of("d");
  }

  @Override
  public Map<String, String> generate(int size, SecureRandom random)
      throws GeneralSecurityException {
    KeyType.requireNoSize(alg, size);
    KeyPairGenerator generator = KeyPairGenerator.getInstance(CURVE);
    generator.initialize(NamedParameterSpec.ED25519, random);
    KeyPair pair = generator.generateKeyPair();
    byte[] seed =
        ((EdECPrivateKey) pair.getPrivate())
            .getBytes()
            .orElseThrow(() -> new GeneralSecurityException("a fresh key keeps its seed back"));
    return Map.ofEntries(
        entry("kty", "OKP"),
        entry("crv", CURVE),
        entry("x", encode(((EdECPublicKey) pair.getPublic()).getPoint())),
        entry("d", StrictBase64Url.encode(seed)));
  }

  @Override
  public PublicKey publicKey(JwkMembers members) throws GeneralSecurityException {
    members.requireValue("kty", "OKP");
    members.requireValue("crv", CURVE);
    EdECPoint point = decode(members.bytes("x", KEY_BYTES));
    if (!Edwards25519.isSafePoint(point)) {
      throw new InvalidJwkException(
          Reason.UNSAFE_KEY, "x is not a point of Ed25519 that can be a public key");
    }
    return KeyFactory.getInstance(CURVE)
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  @Override
  public PrivateKey privateKey(JwkMembers members) throws GeneralSecurityException {
    return KeyFactory.getInstance(CURVE)
        .generatePrivate(
            new EdECPrivateKeySpec(NamedParameterSpec.ED25519, members.bytes("d", KEY_BYTES)));
  }

  @Override
  public int signatureBytes(PublicKey key) {
    return SIGNATURE_BYTES;
  }

  /** RFC 8032 section 5.1.2: y, last byte first, and the lowest bit of x in the highest bit. */
  private static String encode(EdECPoint point) {
    BigInteger number = point.isXOdd() ? point.getY().setBit(255) : point.getY();
    byte[] bigEndian = number.toByteArray();
    byte[] bytes = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES && i < bigEndian.length; i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return StrictBase64Url.encode(bytes);
  }

  private static EdECPoint decode(byte[] bytes) {
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = bytes[KEY_BYTES - 1 - i];
    }
    BigInteger number = new BigInteger(1, bigEndian);
    return new EdECPoint(number.testBit(255), number.clearBit(255));
  }
}
