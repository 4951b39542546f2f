package io.jotgate.testing.forgery;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64url without padding (RFC 7515 section 2), and numbers of fixed length in it. */
final class Base64Text {
  static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Text() {}

  static String of(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static String of(BigInteger number, int length) {
    return of(bytes(number, length));
  }

  /** Big-endian with leading zeros; bits above the length are lost. */
  static byte[] bytes(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    BigInteger rest = number;
    for (int i = length - 1; i >= 0; i--) {
      bytes[i] = rest.byteValue();
      rest = rest.shiftRight(Byte.SIZE);
    }
    return bytes;
  }

  static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
