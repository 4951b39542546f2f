package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Ed25519 signatures whose halves are out of range or of small order (RFC 8032 section 5.1.7). */
final class Ed25519Forgeries {
  private static final int HALF = 32;

  /** The order of the group. */
  private static final BigInteger L =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** Points of small order, two of them written in a way that is not the only one. */
  private static final List<String> SMALL =
      List.of(
          "0100000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  private Ed25519Forgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("ed25519-s-plus-order", Algorithm::isEd25519, Ed25519Forgeries::tallS),
        forged("ed25519-s-negated", Algorithm::isEd25519, Ed25519Forgeries::negatedS),
        forged("ed25519-s-trivial", Algorithm::isEd25519, Ed25519Forgeries::trivialS),
        forged("ed25519-r-of-small-order", Algorithm::isEd25519, Ed25519Forgeries::smallR),
        forged("ed25519-halves-swapped", Algorithm::isEd25519, Ed25519Forgeries::swapped));
  }

  private static String tallS(Workpiece work) {
    BigInteger s = s(work).add(L.multiply(BigInteger.valueOf(1 + work.chance.nextInt(7))));
    return withS(work, s);
  }

  private static String negatedS(Workpiece work) {
    return withS(work, L.subtract(s(work)));
  }

  private static String trivialS(Workpiece work) {
    return withS(work, work.pick(BigInteger.ZERO, BigInteger.ONE, L.subtract(BigInteger.ONE), L));
  }

  private static String smallR(Workpiece work) {
    byte[] signature = work.signature();
    System.arraycopy(HexFormat.of().parseHex(work.pick(SMALL)), 0, signature, 0, HALF);
    if (work.chance.nextBoolean()) {
      Arrays.fill(signature, HALF, 2 * HALF, (byte) 0);
    }
    return work.signedBy(signature);
  }

  private static String swapped(Workpiece work) {
    byte[] signature = work.signature();
    byte[] swapped = new byte[2 * HALF];
    System.arraycopy(signature, HALF, swapped, 0, HALF);
    System.arraycopy(signature, 0, swapped, HALF, HALF);
    return work.signedBy(swapped);
  }

  private static BigInteger s(Workpiece work) {
    return new BigInteger(1, reversed(Arrays.copyOfRange(work.signature(), HALF, 2 * HALF)));
  }

  private static String withS(Workpiece work, BigInteger s) {
    byte[] signature = work.signature();
    System.arraycopy(reversed(Base64Text.bytes(s, HALF)), 0, signature, HALF, HALF);
    return work.signedBy(signature);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
