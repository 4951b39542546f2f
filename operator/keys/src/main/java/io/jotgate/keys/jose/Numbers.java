package io.jotgate.keys.jose;

import java.math.BigInteger;
import java.util.Arrays;

/** Non-negative numbers as base64url of their big-endian bytes (RFC 7518 section 2). */
final class Numbers {
  private Numbers() {}

  /** Base64urlUInt: no byte more than the number needs. */
  static String shortest(BigInteger number) {
    return ofLength(number, (number.bitLength() + 7) / 8);
  }

  /** With leading zeros to this many bytes. */
  static String ofLength(BigInteger number, int bytes) {
    byte[] signed = number.toByteArray();
    byte[] unsigned = new byte[bytes];
    // Java puts a zero byte in front of a number whose first bit is set.
    int from = Math.max(0, signed.length - bytes);
    byte[] tail = Arrays.copyOfRange(signed, from, signed.length);
    System.arraycopy(tail, 0, unsigned, bytes - tail.length, tail.length);
    return StrictBase64Url.encode(unsigned);
  }
}
