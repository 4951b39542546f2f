package io.jotgate.keys.jose;

import static java.util.Map.entry;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Map;
import java.util.Set;

/**
 * ECDSA on a NIST curve (RFC 7518 sections 3.4 and 6.2): each algorithm has one curve.
 *
 * @param alg JWS name
 * @param crv JWK name of the curve
 * @param curve name of the curve in the Java security API
 * @param coordinateBytes length of x, y and d
 * @param scheme how it signs
 */
record EcKeyType(String alg, String crv, String curve, int coordinateBytes, SignatureScheme scheme)
    implements KeyType {
  static final EcKeyType ES256 =
      new EcKeyType("ES256", "P-256", "secp256r1", 32, SignatureScheme.ecdsa(256));
  static final EcKeyType ES384 =
      new EcKeyType("ES384", "P-384", "secp384r1", 48, SignatureScheme.ecdsa(384));
  static final EcKeyType ES512 =
      new EcKeyType("ES512", "P-521", "secp521r1", 66, SignatureScheme.ecdsa(512));

  @Override
  public Set<String> publicNames() {
    return Set.of("crv", "kty", "x", "y");
  }

  @Override
  public Set<String> privateNames() {
    return Set.of("d");
  }

  @Override
  public Map<String, String> generate(int size, SecureRandom random)
      throws GeneralSecurityException {
    KeyType.requireNoSize(alg, size);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve), random);
    KeyPair pair = generator.generateKeyPair();
    ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
    return Map.ofEntries(
        entry("kty", "EC"),
        entry("crv", crv),
        entry("x", Numbers.ofLength(point.getAffineX(), coordinateBytes)),
        entry("y", Numbers.ofLength(point.getAffineY(), coordinateBytes)),
        entry("d", Numbers.ofLength(((ECPrivateKey) pair.getPrivate()).getS(), coordinateBytes)));
  }

  @Override
  public PublicKey publicKey(JwkMembers members) throws GeneralSecurityException {
    members.requireValue("kty", "EC");
    members.requireValue("crv", crv);
    ECPoint point = new ECPoint(coordinate(members, "x"), coordinate(members, "y"));
    ECParameterSpec parameters = parameters();
    if (!isOn(parameters, point)) {
      throw new InvalidJwkException(Reason.UNSAFE_KEY, "x and y are not a point of " + crv);
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters));
  }

  @Override
  public PrivateKey privateKey(JwkMembers members) throws GeneralSecurityException {
    BigInteger d = coordinate(members, "d");
    ECParameterSpec parameters = parameters();
    if (d.signum() == 0 || d.compareTo(parameters.getOrder()) >= 0) {
      throw new InvalidJwkException(
          Reason.PRIVATE_HALF, "d is not between 1 and the order of " + crv);
    }
    return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(d, parameters));
  }

  @Override
  public int signatureBytes(PublicKey key) {
    return 2 * coordinateBytes;
  }

  private BigInteger coordinate(JwkMembers members, String name) {
    return new BigInteger(1, members.bytes(name, coordinateBytes));
  }

  private ECParameterSpec parameters() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** A point off the curve can betray a private key or verify what nobody signed. */
  private static boolean isOn(ECParameterSpec parameters, ECPoint point) {
    BigInteger prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right =
        x.pow(3).add(parameters.getCurve().getA().multiply(x)).add(parameters.getCurve().getB());
    return x.compareTo(prime) < 0
        && y.compareTo(prime) < 0
        && y.multiply(y).subtract(right).mod(prime).signum() == 0;
  }
}
