package io.jotgate.issuer.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java runtime has. */
final class Sha256 {
  private static final int SHORT = 12;

  /** Only cloned: to ask the providers for a digest takes longer than to hash a short text. */
  private static final MessageDigest UNUSED = digest();

  private Sha256() {}

  /** The first 12 hex digits: enough to tell apart, too few to search for what was hashed. */
  static String shortId(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(copy().digest(bytes));
  }

  private static MessageDigest copy() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      return digest();
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
