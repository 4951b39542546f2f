package io.jotgate.testing.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Documents with something wrong in them, without end, from a seed: bits, bytes, slices, and pieces
 * of JSON where they do not belong. Now and then nothing is wrong.
 */
public final class MangledJson {
  private static final int MOST_CHANGES = 4;
  private static final int ONE_IN_UNCHANGED = 20;

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "\"\"",
          "{}",
          "[]",
          "null",
          "true",
          "false",
          "-",
          "0",
          "-0",
          "01",
          "1.",
          ".5",
          "1e5",
          "1E+400",
          "-1e-400",
          "0x1",
          "NaN",
          "Infinity",
          "\\u",
          "\\u0000",
          "\\u00e9",
          "\\ud800",
          "\\udc00",
          "\\ud83d\\udd11",
          "\\x41",
          "\\n",
          "\n",
          "\t",
          " ",
          "\r",
          "\f",
          "\u0000",
          "\u007f",
          "\u00a0",
          "\u00e9",
          "\u2028",
          "\ufeff",
          "\ud83d\udd11",
          "//",
          "/**/",
          "'",
          "\"a\":1,",
          ",\"a\":1",
          "\"a\":{\"b\":1,\"b\":1},",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "1e308",
          "\u0661",
          "\\u\u0661\u0661\u0661\u0661");

  private static final List<byte[]> BAD_UTF8 =
      List.of(
          new byte[] {(byte) 0x80},
          new byte[] {(byte) 0xc0, (byte) 0x80},
          new byte[] {(byte) 0xe2, (byte) 0x28, (byte) 0xa1},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
          new byte[] {(byte) 0xff});

  private final List<byte[]> documents;
  private final Random chance;

  /** Mangles these documents. */
  public MangledJson(List<String> documents, long seed) {
    this.documents =
        documents.stream().map(document -> document.getBytes(StandardCharsets.UTF_8)).toList();
    this.chance = new Random(seed);
  }

  /** The next document. */
  public byte[] next() {
    byte[] document = anyOf(documents);
    if (chance.nextInt(ONE_IN_UNCHANGED) == 0) {
      return document.clone();
    }
    for (int i = 1 + chance.nextInt(MOST_CHANGES); i > 0; i--) {
      document = changed(document);
    }
    return document;
  }

  private byte[] changed(byte[] document) {
    int at = chance.nextInt(document.length + 1);
    int to = at + chance.nextInt(document.length - at + 1);
    return switch (chance.nextInt(11)) {
      case 0 -> withByte(document, 1 << chance.nextInt(Byte.SIZE));
      case 1 -> withByte(document, 1 + chance.nextInt(255));
      case 2, 3, 4 -> replaced(document, at, at, bytes(anyOf(PIECES)));
      case 5 -> replaced(document, at, Math.min(to, at + 3), bytes(anyOf(PIECES)));
      case 6 -> replaced(document, at, at, anyOf(BAD_UTF8));
      case 7 -> replaced(document, at, to, new byte[0]);
      case 8 -> replaced(document, to, to, Arrays.copyOfRange(document, at, to));
      case 9 -> replaced(document, at, document.length, tail());
      default -> replaced(document, at, at, bytes(nest()));
    };
  }

  private byte[] withByte(byte[] document, int mask) {
    byte[] changed = document.clone();
    if (changed.length > 0) {
      changed[chance.nextInt(changed.length)] ^= (byte) mask;
    }
    return changed;
  }

  private byte[] tail() {
    byte[] other = anyOf(documents);
    return Arrays.copyOfRange(other, chance.nextInt(other.length), other.length);
  }

  private String nest() {
    int depth = 1 + chance.nextInt(40);
    String open = chance.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    return open.repeat(depth) + anyOf(PIECES) + (chance.nextBoolean() ? close.repeat(depth) : "");
  }

  private static byte[] replaced(byte[] document, int from, int to, byte[] by) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(document, 0, from);
    changed.writeBytes(by);
    changed.write(document, to, document.length - to);
    return changed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private <T> T anyOf(List<T> choices) {
    return choices.get(chance.nextInt(choices.size()));
  }
}
