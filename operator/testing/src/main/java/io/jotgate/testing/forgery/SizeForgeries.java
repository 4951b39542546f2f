package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.util.List;

/** Tokens that are meant to cost the verifier time, memory or stack. */
final class SizeForgeries {
  private SizeForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("size-deep-claims", SizeForgeries::deepClaims),
        forged("size-deep-header", SizeForgeries::deepHeader),
        forged("size-long-header", SizeForgeries::longHeader),
        forged("size-long-kid", SizeForgeries::longKid),
        forged("size-long-claims", SizeForgeries::longClaims),
        forged("size-long-signature", SizeForgeries::longSignature),
        forged("size-long-number", SizeForgeries::longNumber),
        forged("size-many-dots", SizeForgeries::manyDots),
        forged("size-long-text", SizeForgeries::longText));
  }

  private static String deep(Workpiece work) {
    int depth = work.pick(40, 100, 1_000, 5_000);
    return work.pick(
        "[".repeat(depth) + "]".repeat(depth),
        "[".repeat(depth),
        "{\"a\":".repeat(depth) + "1" + "}".repeat(depth),
        "[{\"a\":".repeat(depth));
  }

  private static String deepClaims(Workpiece work) {
    return work.withClaims(work.claims().with("a", deep(work)));
  }

  private static String deepHeader(Workpiece work) {
    return work.withHeader(work.header().with("a", deep(work)));
  }

  private static String longHeader(Workpiece work) {
    return work.withHeader(work.header().withText("a", "x".repeat(length(work))));
  }

  private static String longKid(Workpiece work) {
    return work.withHeader(work.header().withText("kid", "k".repeat(length(work))));
  }

  private static int length(Workpiece work) {
    // Headers end at 8 kB. A large one is rare, since each has to be signed here.
    return work.chance.nextInt(100) == 0 ? 1_000_000 : 8_192 + work.chance.nextInt(8_192);
  }

  private static String longClaims(Workpiece work) {
    int length = work.chance.nextInt(100) == 0 ? 4_000_000 : 64 * 1024 + work.chance.nextInt(999);
    return work.withClaims(
        work.claims()
            .with(
                "a",
                work.pick("\"" + "x".repeat(length) + "\"", "[" + "1,".repeat(length) + "1]")));
  }

  private static String longSignature(Workpiece work) {
    return work.signedBy(work.bytes(1_000 + work.chance.nextInt(100_000)));
  }

  /** Integers of any size cost more than their length to read. */
  private static String longNumber(Workpiece work) {
    String digits = "9".repeat(work.pick(129, 1_000, 40_000));
    return work.withClaims(
        work.claims().with("a", work.pick(digits, "-" + digits, "0." + digits, "1e" + digits)));
  }

  private static String manyDots(Workpiece work) {
    return work.pick(".".repeat(100_000), "a.".repeat(50_000), work.good + ".".repeat(10_000));
  }

  private static String longText(Workpiece work) {
    return work.pick("A", "=", "ey", "\u0000", work.good).repeat(100_000 / 2);
  }
}
