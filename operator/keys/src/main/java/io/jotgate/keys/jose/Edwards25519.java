package io.jotgate.keys.jose;

import java.math.BigInteger;
import java.security.spec.EdECPoint;

/**
 * The curve of Ed25519 (RFC 8032 section 5.1): {@code -x^2 + y^2 = 1 + d x^2 y^2}. Platforms check
 * a public key when it is used; a JWK set wants it checked when it is read.
 */
final class Edwards25519 {
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger P = ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);

  private Edwards25519() {}

  /**
   * Whether this is a point of the curve in its one encoding, and not one of the eight points of
   * small order, under which anybody can make signatures that verify.
   */
  static boolean isSafePoint(EdECPoint point) {
    BigInteger y = point.getY();
    if (y.compareTo(P) >= 0) {
      return false;
    }
    BigInteger square = xSquared(y);
    boolean exists = square.signum() == 0 ? !point.isXOdd() : isSquare(square);
    return exists && !hasSmallOrder(y);
  }

  private static BigInteger xSquared(BigInteger y) {
    BigInteger square = y.multiply(y);
    return square.subtract(ONE).multiply(D.multiply(square).add(ONE).modInverse(P)).mod(P);
  }

  /** Euler's criterion. */
  private static boolean isSquare(BigInteger number) {
    return number.modPow(P.subtract(ONE).shiftRight(1), P).equals(ONE);
  }

  /** Eight times the point is the neutral element, the only one whose y is 1. */
  private static boolean hasSmallOrder(BigInteger y) {
    BigInteger doubled = y;
    for (int i = 0; i < 3; i++) {
      BigInteger yy = doubled.multiply(doubled);
      BigInteger xx = xSquared(doubled);
      doubled = yy.add(xx).multiply(TWO.add(xx).subtract(yy).modInverse(P)).mod(P);
    }
    return doubled.equals(ONE);
  }
}
