package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;

/** RSA signatures that are other numbers, in another padding, or of a short key. */
final class RsaForgeries {
  private static final KeyPair SHORT = shortKey();

  private RsaForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("rsa-trivial-number", Algorithm::isRsa, RsaForgeries::trivial),
        forged("rsa-number-plus-modulus", Algorithm::isRsa, RsaForgeries::plusModulus),
        forged("rsa-number-negated", Algorithm::isRsa, RsaForgeries::negated),
        forged("rsa-padding-broken", Algorithm::isRsa, RsaForgeries::brokenPadding),
        forged("rsa-without-padding", Algorithm::isRsa, RsaForgeries::withoutPadding),
        forged("rsa-other-hash-or-padding", Algorithm::isRsa, RsaForgeries::otherHashOrPadding),
        forged("rsa-1024-bits", Algorithm::isRsa, RsaForgeries::byAShortKey));
  }

  private static KeyPair shortKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024, TokenKey.seeded(1024));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has RSA", e);
    }
  }

  private static BigInteger modulus(Workpiece work) {
    return ((RSAPublicKey) work.key.pair().getPublic()).getModulus();
  }

  private static int length(Workpiece work) {
    return (modulus(work).bitLength() + 7) / 8;
  }

  private static BigInteger number(Workpiece work) {
    return new BigInteger(1, work.signature());
  }

  private static String trivial(Workpiece work) {
    BigInteger n = modulus(work);
    BigInteger number =
        work.pick(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            n.subtract(BigInteger.ONE),
            n,
            n.add(BigInteger.ONE));
    return work.signedBy(Base64Text.bytes(number, length(work)));
  }

  /** The same remainder. It may need one byte more. */
  private static String plusModulus(Workpiece work) {
    BigInteger number = number(work).add(modulus(work));
    return work.signedBy(Base64Text.bytes(number, (number.bitLength() + 7) / 8));
  }

  private static String negated(Workpiece work) {
    return work.signedBy(Base64Text.bytes(modulus(work).subtract(number(work)), length(work)));
  }

  /** Takes the padding of a right signature, breaks one byte of it and closes it again. */
  private static String brokenPadding(Workpiece work) {
    byte[] padded =
        Base64Text.bytes(
            number(work)
                .modPow(
                    ((RSAPublicKey) work.key.pair().getPublic()).getPublicExponent(),
                    modulus(work)),
            length(work));
    padded[1 + work.chance.nextInt(padded.length - 1)] ^= (byte) (1 + work.chance.nextInt(255));
    return closed(work, padded);
  }

  private static String withoutPadding(Workpiece work) {
    byte[] padded = new byte[length(work)];
    byte[] digest = digest(work.input());
    int at = work.pick(padded.length - digest.length, 1);
    System.arraycopy(digest, 0, padded, at, digest.length);
    return closed(work, padded);
  }

  /** Under the name of the key's algorithm. */
  private static String otherHashOrPadding(Workpiece work) {
    Algorithm other = work.pick(work.key.algorithm().relatives());
    return work.signedBy(work.key.signBy(other, work.input()));
  }

  private static String byAShortKey(Workpiece work) {
    // PS512 does not fit into such a key.
    Algorithm algorithm =
        work.key.algorithm() == Algorithm.PS512 ? Algorithm.PS256 : work.key.algorithm();
    byte[] signature =
        algorithm.sign(
            SHORT.getPrivate(),
            work.input().getBytes(StandardCharsets.UTF_8),
            TokenKey.seeded(work.chance.nextLong()));
    return work.signedBy(
        work.chance.nextBoolean() ? signature : Arrays.copyOf(signature, length(work)));
  }

  private static String closed(Workpiece work, byte[] padded) {
    BigInteger number = new BigInteger(1, padded).mod(modulus(work));
    RSAPrivateKey key = (RSAPrivateKey) work.key.pair().getPrivate();
    return work.signedBy(
        Base64Text.bytes(number.modPow(key.getPrivateExponent(), modulus(work)), length(work)));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform has SHA-256", e);
    }
  }
}
