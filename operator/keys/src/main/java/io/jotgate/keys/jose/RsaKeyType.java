package io.jotgate.keys.jose;

import static java.util.Map.entry;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Set;

/**
 * RSA with PKCS #1 v1.5 or PSS padding (RFC 7518 sections 3.3, 3.5 and 6.3).
 *
 * @param alg JWS name
 * @param scheme how it signs
 */
record RsaKeyType(String alg, SignatureScheme scheme) implements KeyType {
  static final RsaKeyType RS256 = new RsaKeyType("RS256", SignatureScheme.pkcs1(256));
  static final RsaKeyType RS384 = new RsaKeyType("RS384", SignatureScheme.pkcs1(384));
  static final RsaKeyType RS512 = new RsaKeyType("RS512", SignatureScheme.pkcs1(512));
  static final RsaKeyType PS256 = new RsaKeyType("PS256", SignatureScheme.pss(256));
  static final RsaKeyType PS384 = new RsaKeyType("PS384", SignatureScheme.pss(384));
  static final RsaKeyType PS512 = new RsaKeyType("PS512", SignatureScheme.pss(512));

  private static final Set<Integer> GENERATED_BITS = Set.of(2048, 3072, 4096);
  private static final int FEWEST_BITS = 2048;
  private static final int MOST_BITS = 8192;
  private static final int MOST_EXPONENT_BITS = 64;

  @Override
  public Set<String> publicNames() {
    return Set.of("e", "kty", "n");
  }

  @Override
  public Set<String> privateNames() {
    return Set.of("d", "dp", "dq", "p", "q", "qi");
  }

  @Override
  public Map<String, String> generate(int size, SecureRandom random)
      throws GeneralSecurityException {
    if (!GENERATED_BITS.contains(size)) {
      throw new IllegalArgumentException("an RSA key has 2048, 3072 or 4096 bits");
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(new RSAKeyGenParameterSpec(size, RSAKeyGenParameterSpec.F4), random);
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    return Map.ofEntries(
        entry("kty", "RSA"),
        entry("n", Numbers.shortest(key.getModulus())),
        entry("e", Numbers.shortest(key.getPublicExponent())),
        entry("d", Numbers.shortest(key.getPrivateExponent())),
        entry("p", Numbers.shortest(key.getPrimeP())),
        entry("q", Numbers.shortest(key.getPrimeQ())),
        entry("dp", Numbers.shortest(key.getPrimeExponentP())),
        entry("dq", Numbers.shortest(key.getPrimeExponentQ())),
        entry("qi", Numbers.shortest(key.getCrtCoefficient())));
  }

  @Override
  public PublicKey publicKey(JwkMembers members) throws GeneralSecurityException {
    members.requireValue("kty", "RSA");
    BigInteger n = members.number("n");
    BigInteger e = members.number("e");
    if (n.bitLength() < FEWEST_BITS || n.bitLength() > MOST_BITS || !n.testBit(0)) {
      throw new InvalidJwkException(Reason.UNSAFE_KEY, "n is not odd and of 2048 to 8192 bits");
    }
    if (e.compareTo(RSAKeyGenParameterSpec.F4) < 0
        || e.bitLength() > MOST_EXPONENT_BITS
        || !e.testBit(0)) {
      throw new InvalidJwkException(
          Reason.UNSAFE_KEY, "e is not odd, at least 65537 and of at most 64 bits");
    }
    if (Roca.isMarked(n)) {
      throw new InvalidJwkException(
          Reason.UNSAFE_KEY, "n was made by a broken generator (CVE-2017-15361)");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e));
  }

  @Override
  public PrivateKey privateKey(JwkMembers members) throws GeneralSecurityException {
    RSAPrivateCrtKeySpec key =
        new RSAPrivateCrtKeySpec(
            members.number("n"),
            members.number("e"),
            members.number("d"),
            members.number("p"),
            members.number("q"),
            members.number("dp"),
            members.number("dq"),
            members.number("qi"));
    if (!isConsistent(key)) {
      throw new InvalidJwkException(
          Reason.PRIVATE_HALF, "the numbers of the private half do not fit each other");
    }
    return KeyFactory.getInstance("RSA").generatePrivate(key);
  }

  /** A wrong factor or remainder makes faulty signatures, and those betray the key. */
  private static boolean isConsistent(RSAPrivateCrtKeySpec key) {
    BigInteger p = key.getPrimeP();
    BigInteger q = key.getPrimeQ();
    BigInteger d = key.getPrivateExponent();
    BigInteger one = BigInteger.ONE;
    BigInteger p1 = p.subtract(one);
    BigInteger q1 = q.subtract(one);
    return p1.signum() > 0
        && q1.signum() > 0
        && !p.equals(q)
        && p.multiply(q).equals(key.getModulus())
        && d.compareTo(key.getModulus()) < 0
        && d.mod(p1).equals(key.getPrimeExponentP())
        && d.mod(q1).equals(key.getPrimeExponentQ())
        && key.getCrtCoefficient().compareTo(p) < 0
        && key.getCrtCoefficient().multiply(q).mod(p).equals(one)
        && d.multiply(key.getPublicExponent()).mod(p1).equals(one)
        && d.multiply(key.getPublicExponent()).mod(q1).equals(one);
  }

  @Override
  public int signatureBytes(PublicKey key) {
    return (((RSAPublicKey) key).getModulus().bitLength() + 7) / 8;
  }
}
