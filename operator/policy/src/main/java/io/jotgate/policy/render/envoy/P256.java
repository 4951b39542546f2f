package io.jotgate.policy.render.envoy;

import java.math.BigInteger;

/** The curve P-256 (FIPS 186-5, secp256r1): y^2 = x^3 - 3x + b. */
final class P256 {
  static final BigInteger PRIME =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

  private P256() {}

  static BigInteger rightSide(BigInteger x) {
    return x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(PRIME);
  }

  static boolean contains(BigInteger x, BigInteger y) {
    return x.compareTo(PRIME) < 0
        && y.compareTo(PRIME) < 0
        && y.multiply(y).mod(PRIME).equals(rightSide(x));
  }
}
