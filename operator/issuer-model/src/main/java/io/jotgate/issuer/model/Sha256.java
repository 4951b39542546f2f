package io.jotgate.issuer.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java runtime has. */
final class Sha256 {
  private static final int SHORT = 12;

  private Sha256() {}

  /** The first 12 hex digits: enough to tell apart, too few to search for what was hashed. */
  static String shortId(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT);
  }

  static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
