package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;
import static io.jotgate.testing.forgery.Kind.good;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.List;

/** Signatures whose R and S are out of range, rearranged, or in another form (RFC 7518 3.4). */
final class EcdsaForgeries {

  private EcdsaForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        // n - S signs the same text for everybody, so this is another form of the same token.
        good(
            "good-ecdsa-negated-s",
            Algorithm::isEcdsa,
            work -> work.signedBy(pair(work).negatedS().bytes())),
        forged("ecdsa-r-and-s-of-no-meaning", Algorithm::isEcdsa, EcdsaForgeries::ofNoMeaning),
        forged("ecdsa-r-of-no-meaning", Algorithm::isEcdsa, EcdsaForgeries::badR),
        forged("ecdsa-s-of-no-meaning", Algorithm::isEcdsa, EcdsaForgeries::badS),
        forged(
            "ecdsa-r-negated",
            Algorithm::isEcdsa,
            work -> work.signedBy(pair(work).negatedR().bytes())),
        forged(
            "ecdsa-swapped",
            Algorithm::isEcdsa,
            work -> work.signedBy(pair(work).swapped().bytes())),
        forged("ecdsa-der", Algorithm::isEcdsa, work -> work.signedBy(pair(work).der())),
        forged("ecdsa-der-of-a-stranger", Algorithm::isEcdsa, EcdsaForgeries::strangersDer),
        forged(
            "ecdsa-s-plus-order",
            Algorithm::hasRoomAboveTheOrder,
            work -> work.signedBy(pair(work).tallS().bytes())),
        forged(
            "ecdsa-longer-numbers",
            Algorithm::isEcdsa,
            work -> work.signedBy(pair(work).bytes(longer(work)))),
        forged("ecdsa-of-another-curve", Algorithm::isEcdsa, EcdsaForgeries::ofAnotherCurve));
  }

  private static RAndS pair(Workpiece work) {
    return RAndS.of(work);
  }

  private static int longer(Workpiece work) {
    return RAndS.of(work).length + 1 + work.chance.nextInt(4);
  }

  private static BigInteger bad(Workpiece work) {
    BigInteger n = RAndS.of(work).order;
    return work.pick(
        BigInteger.ZERO,
        BigInteger.ONE,
        BigInteger.TWO,
        n.subtract(BigInteger.ONE),
        n,
        n.add(BigInteger.ONE),
        BigInteger.ONE.shiftLeft(RAndS.of(work).length * Byte.SIZE).subtract(BigInteger.ONE));
  }

  /** CVE-2022-21449 is zero and zero, and n and n behave like it. */
  private static String ofNoMeaning(Workpiece work) {
    return work.signedBy(pair(work).with(bad(work), bad(work)).bytes());
  }

  private static String badR(Workpiece work) {
    return work.signedBy(pair(work).with(bad(work), pair(work).s).bytes());
  }

  private static String badS(Workpiece work) {
    return work.signedBy(pair(work).with(pair(work).r, bad(work)).bytes());
  }

  private static String strangersDer(Workpiece work) {
    String token = work.stranger().signed(work.input());
    byte[] signature = Base64Text.decode(token.substring(token.lastIndexOf('.') + 1));
    return work.signedBy(RAndS.of(work.key, signature).der());
  }

  private static String ofAnotherCurve(Workpiece work) {
    return work.stranger(work.pick(work.key.algorithm().relatives())).signed(work.input());
  }

  /** The two numbers of a signature. */
  private record RAndS(BigInteger r, BigInteger s, BigInteger order, int length) {
    static RAndS of(Workpiece work) {
      return of(work.key, work.signature());
    }

    static RAndS of(TokenKey key, byte[] signature) {
      int half = signature.length / 2;
      BigInteger order = ((ECPublicKey) key.pair().getPublic()).getParams().getOrder();
      return new RAndS(
          new BigInteger(1, signature, 0, half),
          new BigInteger(1, signature, half, half),
          order,
          half);
    }

    RAndS with(BigInteger newR, BigInteger newS) {
      return new RAndS(newR, newS, order, length);
    }

    RAndS negatedR() {
      return with(order.subtract(r), s);
    }

    RAndS negatedS() {
      return with(r, order.subtract(s));
    }

    RAndS swapped() {
      return with(s, r);
    }

    /** Its field has room for it: 521 bits stand in 66 bytes. */
    RAndS tallS() {
      return with(r, s.add(order));
    }

    byte[] bytes() {
      return bytes(length);
    }

    byte[] bytes(int each) {
      byte[] bytes = new byte[2 * each];
      System.arraycopy(Base64Text.bytes(r, each), 0, bytes, 0, each);
      System.arraycopy(Base64Text.bytes(s, each), 0, bytes, each, each);
      return bytes;
    }

    /** As TLS and X.509 carry it. */
    byte[] der() {
      byte[] first = r.toByteArray();
      byte[] second = s.toByteArray();
      ByteArrayOutputStream der = new ByteArrayOutputStream();
      int size = first.length + second.length + 4;
      der.write(0x30);
      if (size > 0x7f) {
        der.write(0x81);
      }
      der.write(size);
      der.write(0x02);
      der.write(first.length);
      der.writeBytes(first);
      der.write(0x02);
      der.write(second.length);
      der.writeBytes(second);
      return der.toByteArray();
    }
  }
}
