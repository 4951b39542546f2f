package io.jotgate.testing.forgery;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A key pair that signs tokens, the right ones and the wrong ones. */
public final class TokenKey {
  private static final int ED25519_BYTES = 32;

  private final String kid;
  private final Algorithm algorithm;
  private final KeyPair pair;
  private final SecureRandom random;

  private TokenKey(String kid, Algorithm algorithm, KeyPair pair, SecureRandom random) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.pair = pair;
    this.random = random;
  }

  /**
   * A fresh key.
   *
   * @param alg JWS name: ES256 to ES512, RS256 to RS512, PS256 to PS512 (2048 bits), EdDSA
   * @param random for the key and all its signatures
   */
  public static TokenKey generate(String alg, String kid, SecureRandom random) {
    Algorithm algorithm = Algorithm.valueOf(alg);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keyType());
      generator.initialize(algorithm.keyParameters(), random);
      return new TokenKey(kid, algorithm, generator.generateKeyPair(), random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has " + alg, e);
    }
  }

  /** The JWS names of the algorithms that there are keys for. */
  public static List<String> algs() {
    return Arrays.stream(Algorithm.values()).map(Algorithm::name).toList();
  }

  /** Randomness that is none: the same seed gives the same keys and signatures. */
  public static SecureRandom seeded(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has SHA1PRNG", e);
    }
  }

  /** The key's id. */
  public String kid() {
    return kid;
  }

  /** JWS name of the algorithm that the key is for. */
  public String alg() {
    return algorithm.name();
  }

  /** The public half as a JWK (RFC 7517) with alg, kid and use, members sorted, no space. */
  public String publicJwk() {
    Map<String, String> members = new TreeMap<>(Map.of("alg", alg(), "kid", kid, "use", "sig"));
    members.putAll(numbers());
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A token with exactly this header and payload and a signature of the key's algorithm. */
  public String token(String header, byte[] payload) {
    return signed(Base64Text.of(header) + "." + Base64Text.of(payload));
  }

  /** Whether these bytes are a signature of this key over this text. */
  public boolean hasSigned(String input, byte[] signature) {
    return algorithm.verifies(pair.getPublic(), input.getBytes(StandardCharsets.UTF_8), signature);
  }

  /** This text, whatever it is, and a signature over it. */
  String signed(String input) {
    return input + "." + Base64Text.of(sign(input));
  }

  byte[] sign(String input) {
    return signBy(algorithm, input);
  }

  /** Abuses the key for another algorithm of its kind. */
  byte[] signBy(Algorithm other, String input) {
    return other.sign(pair.getPrivate(), input.getBytes(StandardCharsets.UTF_8), random);
  }

  Algorithm algorithm() {
    return algorithm;
  }

  KeyPair pair() {
    return pair;
  }

  /** The numbers that make up the public key, as a JWK has them, and their kind. */
  Map<String, String> numbers() {
    PublicKey key = pair.getPublic();
    return switch (key) {
      case ECPublicKey ec -> {
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        int bytes = (bits + 7) / 8;
        yield Map.of(
            "kty",
            "EC",
            "crv",
            "P-" + bits,
            "x",
            Base64Text.of(ec.getW().getAffineX(), bytes),
            "y",
            Base64Text.of(ec.getW().getAffineY(), bytes));
      }
      case RSAPublicKey rsa ->
          Map.of(
              "kty", "RSA",
              "n", Base64Text.of(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8),
              "e", "AQAB");
      case EdECPublicKey ed ->
          Map.of("kty", "OKP", "crv", "Ed25519", "x", Base64Text.of(littleEndian(ed)));
      default -> throw new IllegalStateException("not a key of this class");
    };
  }

  private static byte[] littleEndian(EdECPublicKey key) {
    BigInteger y = key.getPoint().getY();
    byte[] bytes = Base64Text.bytes(key.getPoint().isXOdd() ? y.setBit(255) : y, ED25519_BYTES);
    byte[] reversed = new byte[ED25519_BYTES];
    for (int i = 0; i < ED25519_BYTES; i++) {
      reversed[i] = bytes[ED25519_BYTES - 1 - i];
    }
    return reversed;
  }

  /** Names the key only. */
  @Override
  public String toString() {
    return "TokenKey[kid=" + kid + ", alg=" + alg() + "]";
  }
}
