package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.util.List;

/** Good tokens with something wrong in the text: parts, alphabet, padding, one character. */
final class TextForgeries {
  private static final String FOREIGN =
      " \t\n\r+/=.,~!@:;'\"\\\u0000\u00a0\u00e9\u212a\ufeff\ud800";

  private TextForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("text-one-bit", TextForgeries::oneBit),
        forged("text-one-character-replaced", TextForgeries::replaced),
        forged("text-one-character-removed", TextForgeries::removed),
        forged("text-one-character-added", TextForgeries::added),
        forged("text-two-characters-swapped", TextForgeries::swapped),
        forged("text-truncated", work -> work.good.substring(0, at(work))),
        forged("text-without-its-beginning", work -> work.good.substring(1 + at(work))),
        forged("text-without-a-slice", TextForgeries::withoutASlice),
        forged("text-with-a-slice-twice", TextForgeries::sliceTwice),
        forged("text-with-foreign-character", TextForgeries::foreign),
        forged("text-with-stray-bits", TextForgeries::strayBits),
        forged("text-with-padding", TextForgeries::padded),
        forged("text-with-other-parts", TextForgeries::otherParts),
        forged("text-spliced-from-two", TextForgeries::spliced),
        forged("text-with-a-prefix", TextForgeries::prefixed),
        forged("text-of-json-serialization", TextForgeries::json),
        forged("text-of-nothing-in-particular", TextForgeries::noise));
  }

  private static int at(Workpiece work) {
    return work.chance.nextInt(work.good.length());
  }

  private static String with(Workpiece work, int at, char c) {
    return work.good.substring(0, at) + c + work.good.substring(at + 1);
  }

  private static String oneBit(Workpiece work) {
    int at = at(work);
    return with(work, at, (char) (work.good.charAt(at) ^ (1 << work.chance.nextInt(Byte.SIZE))));
  }

  private static String replaced(Workpiece work) {
    int at = at(work);
    char before = work.good.charAt(at);
    int index = Math.max(0, Base64Text.ALPHABET.indexOf(before));
    int step = 1 + work.chance.nextInt(Base64Text.ALPHABET.length() - 1);
    return with(
        work, at, Base64Text.ALPHABET.charAt((index + step) % Base64Text.ALPHABET.length()));
  }

  private static String removed(Workpiece work) {
    int at = at(work);
    return work.good.substring(0, at) + work.good.substring(at + 1);
  }

  private static String added(Workpiece work) {
    int at = work.chance.nextInt(work.good.length() + 1);
    char c = Base64Text.ALPHABET.charAt(work.chance.nextInt(Base64Text.ALPHABET.length()));
    return work.good.substring(0, at) + c + work.good.substring(at);
  }

  private static String swapped(Workpiece work) {
    String good = work.good;
    int at = work.chance.nextInt(good.length() - 1);
    while (good.charAt(at) == good.charAt(at + 1)) {
      at = (at + 1) % (good.length() - 1);
    }
    return good.substring(0, at) + good.charAt(at + 1) + good.charAt(at) + good.substring(at + 2);
  }

  private static String withoutASlice(Workpiece work) {
    int from = at(work);
    int length = 1 + work.chance.nextInt(work.good.length() - from);
    return work.good.substring(0, from) + work.good.substring(from + length);
  }

  private static String sliceTwice(Workpiece work) {
    int from = at(work);
    int to = from + 1 + work.chance.nextInt(work.good.length() - from);
    return work.good.substring(0, to) + work.good.substring(from);
  }

  private static String foreign(Workpiece work) {
    int at = work.pick(0, work.good.length(), at(work), work.good.indexOf('.'));
    char c = FOREIGN.charAt(work.chance.nextInt(FOREIGN.length()));
    return work.good.substring(0, at) + c + work.good.substring(at);
  }

  /** The same bytes, written with bits in the last character that base64 does not use. */
  private static String strayBits(Workpiece work) {
    String[] parts = work.parts();
    int first = work.chance.nextInt(parts.length);
    for (int i = 0; i < parts.length; i++) {
      int part = (first + i) % parts.length;
      int unused = new int[] {0, 0, 4, 2}[parts[part].length() % 4];
      if (unused > 0) {
        int last = parts[part].length() - 1;
        int value = Base64Text.ALPHABET.indexOf(parts[part].charAt(last));
        int stray = value ^ (1 + work.chance.nextInt((1 << unused) - 1));
        parts[part] = parts[part].substring(0, last) + Base64Text.ALPHABET.charAt(stray);
        return String.join(".", parts);
      }
    }
    // No part has an unused bit: a character of its own is made of nothing else.
    return work.good + "A";
  }

  private static String padded(Workpiece work) {
    String[] parts = work.parts();
    int part = work.chance.nextInt(parts.length);
    parts[part] += work.pick("=", "==", "===", "%3D", "====");
    return String.join(".", parts);
  }

  private static String otherParts(Workpiece work) {
    String[] parts = work.parts();
    return work.pick(
        parts[0],
        work.input(),
        work.good + ".",
        work.good + "." + parts[2],
        "." + work.good,
        parts[0] + ".." + parts[2],
        "." + parts[1] + "." + parts[2],
        parts[0] + "." + parts[1] + ".." + parts[2],
        parts[1] + "." + parts[0] + "." + parts[2],
        parts[0] + "." + parts[2] + "." + parts[1],
        parts[0] + "," + parts[1] + "," + parts[2],
        work.good + work.good,
        work.good + "," + work.other,
        work.good + " " + work.other);
  }

  private static String spliced(Workpiece work) {
    String[] one = work.parts();
    String[] two = work.other.split("\\.", -1);
    return work.pick(
        one[0] + "." + two[1] + "." + one[2],
        one[0] + "." + one[1] + "." + two[2],
        one[0] + "." + one[1] + two[1] + "." + one[2]);
  }

  private static String prefixed(Workpiece work) {
    return work.pick("Bearer ", "bearer ", "JWT ", "Bearer  ", "\u0000", "ey", "\"")
        + work.good
        + work.pick("", "", "\"", ";", "#", "?a=b");
  }

  /** RFC 7515 section 7.2: flattened, general, and mixed with the compact form. */
  private static String json(Workpiece work) {
    String[] parts = work.parts();
    String signature = "{\"protected\":\"%s\",\"signature\":\"%s\"}".formatted(parts[0], parts[2]);
    return work.pick(
        "{\"payload\":\"%s\",".formatted(parts[1]) + signature.substring(1),
        "{\"payload\":\"%s\",\"signatures\":[%s]}".formatted(parts[1], signature),
        "{\"payload\":\"%s\",\"signatures\":[]}".formatted(parts[1]),
        "{\"%s.%s.\":0,\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
            .formatted(
                parts[0], Base64Text.of(work.claims().text()), parts[1], parts[0], parts[2]));
  }

  private static String noise(Workpiece work) {
    StringBuilder noise = new StringBuilder();
    int length = work.chance.nextInt(200);
    String alphabet = work.pick(Base64Text.ALPHABET, Base64Text.ALPHABET + "......" + FOREIGN);
    for (int i = 0; i < length; i++) {
      noise.append(alphabet.charAt(work.chance.nextInt(alphabet.length())));
    }
    return noise.toString();
  }
}
