package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A good token with a signature that is not its own, whatever the algorithm. */
final class SignatureForgeries {
  private SignatureForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("signature-missing", work -> work.input() + "."),
        forged("signature-one-bit", SignatureForgeries::oneBit),
        forged("signature-several-bits", SignatureForgeries::severalBits),
        forged("signature-truncated", SignatureForgeries::truncated),
        forged("signature-extended", SignatureForgeries::extended),
        forged("signature-shifted", SignatureForgeries::shifted),
        forged("signature-twice", SignatureForgeries::twice),
        forged("signature-reversed", SignatureForgeries::reversed),
        forged("signature-inverted", SignatureForgeries::inverted),
        forged("signature-constant", SignatureForgeries::constant),
        forged("signature-random", work -> work.signedBy(work.bytes(work.signature().length))),
        forged("signature-as-hex", SignatureForgeries::asHex),
        forged("signature-as-base64", SignatureForgeries::asBase64),
        forged("signature-of-another-token", SignatureForgeries::ofAnotherToken),
        forged("signature-of-another-header", SignatureForgeries::ofAnotherHeader),
        forged("signature-of-the-payload", work -> ofText(work, work.parts()[1])),
        forged("signature-of-the-header", work -> ofText(work, work.parts()[0])),
        forged("signature-of-the-text-before-base64", SignatureForgeries::ofDecoded),
        forged("signature-of-swapped-parts", SignatureForgeries::ofSwapped),
        forged("signature-of-a-stranger", SignatureForgeries::ofAStranger),
        forged("signature-of-another-trusted-key", SignatureForgeries::ofAnotherTrusted));
  }

  private static String oneBit(Workpiece work) {
    byte[] signature = work.signature();
    int bit = work.chance.nextInt(signature.length * Byte.SIZE);
    signature[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return work.signedBy(signature);
  }

  private static String severalBits(Workpiece work) {
    byte[] signature = work.signature();
    int first = work.chance.nextInt(signature.length);
    signature[first] ^= (byte) (1 + work.chance.nextInt(255));
    int second = (first + 1 + work.chance.nextInt(signature.length - 1)) % signature.length;
    signature[second] ^= (byte) (1 + work.chance.nextInt(255));
    return work.signedBy(signature);
  }

  private static String truncated(Workpiece work) {
    byte[] signature = work.signature();
    return work.signedBy(Arrays.copyOf(signature, work.chance.nextInt(signature.length)));
  }

  private static String extended(Workpiece work) {
    byte[] signature = work.signature();
    byte[] longer = Arrays.copyOf(signature, signature.length + 1 + work.chance.nextInt(80));
    if (work.chance.nextBoolean()) {
      byte[] more = work.bytes(longer.length - signature.length);
      System.arraycopy(more, 0, longer, signature.length, more.length);
    }
    return work.signedBy(longer);
  }

  private static String shifted(Workpiece work) {
    byte[] signature = work.signature();
    byte[] shifted = new byte[signature.length + 1];
    System.arraycopy(signature, 0, shifted, 1, signature.length);
    return work.signedBy(shifted);
  }

  private static String twice(Workpiece work) {
    byte[] signature = work.signature();
    byte[] twice = Arrays.copyOf(signature, 2 * signature.length);
    System.arraycopy(signature, 0, twice, signature.length, signature.length);
    return work.signedBy(twice);
  }

  private static String reversed(Workpiece work) {
    byte[] signature = work.signature();
    byte[] reversed = new byte[signature.length];
    for (int i = 0; i < signature.length; i++) {
      reversed[i] = signature[signature.length - 1 - i];
    }
    return work.signedBy(reversed);
  }

  private static String inverted(Workpiece work) {
    byte[] signature = work.signature();
    for (int i = 0; i < signature.length; i++) {
      signature[i] = (byte) ~signature[i];
    }
    return work.signedBy(signature);
  }

  private static String constant(Workpiece work) {
    int length = work.pick(work.signature().length, 0, 1, 32, 64, 96, 128, 132, 256);
    byte[] signature = new byte[length];
    Arrays.fill(signature, work.pick((byte) 0, (byte) 1, (byte) 0x30, (byte) 0x7f, (byte) 0xff));
    return work.signedBy(signature);
  }

  private static String asHex(Workpiece work) {
    return work.input() + "." + HexFormat.of().formatHex(work.signature());
  }

  private static String asBase64(Workpiece work) {
    byte[] signature = work.signature();
    // With 0xfb in front the text has a character that base64url does not.
    signature[0] = (byte) 0xfb;
    return work.input() + "." + Base64.getEncoder().encodeToString(signature);
  }

  private static String ofAnotherToken(Workpiece work) {
    return work.input() + work.other.substring(work.other.lastIndexOf('.'));
  }

  private static String ofAnotherHeader(Workpiece work) {
    String header = work.header().withText("x", "y").text();
    return Base64Text.of(header) + work.good.substring(work.good.indexOf('.'));
  }

  private static String ofText(Workpiece work, String text) {
    return work.signedBy(work.key.sign(text));
  }

  private static String ofDecoded(Workpiece work) {
    Members header = work.header();
    Members claims = work.claims();
    return Base64Text.of(header.text())
        + "."
        + Base64Text.of(claims.text())
        + "."
        + Base64Text.of(work.key.sign(header.text() + "." + claims.text()));
  }

  private static String ofSwapped(Workpiece work) {
    String[] parts = work.parts();
    return ofText(work, parts[1] + "." + parts[0]);
  }

  /** A stranger writes a token of its own under the kid of a trusted key. */
  private static String ofAStranger(Workpiece work) {
    String input = Base64Text.of(work.header().text()) + "." + Base64Text.of(work.claims().text());
    return work.stranger().signed(input);
  }

  /** One trusted key signs under the kid, and as the algorithm, of another. */
  private static String ofAnotherTrusted(Workpiece work) {
    TokenKey other = work.otherTrusted();
    return other.equals(work.key) ? ofAStranger(work) : other.signed(work.input());
  }
}
