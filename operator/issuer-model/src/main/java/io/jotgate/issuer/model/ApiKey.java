package io.jotgate.issuer.model;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;

/**
 * An API key: {@code jg_<id>_<secret>_<checksum>}.
 *
 * <p>The id (60 random bits) is public and finds the consumer. The secret has 190 random bits. The
 * checksum is CRC-32 of everything before its underscore, in base 62: it tells a mistyped key from
 * a wrong one without a look-up, and lets secret scanners recognise keys. Only SHA-256 of the whole
 * text is stored; with that much randomness a slow hash would add nothing.
 */
public final class ApiKey {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 32;
  private static final int CHECKSUM_LENGTH = 6;
  private static final String PREFIX = "jg_";
  private static final int ID_END = PREFIX.length() + ID_LENGTH;
  private static final int BODY_LENGTH = ID_END + 1 + SECRET_LENGTH;
  private static final int LENGTH = BODY_LENGTH + 1 + CHECKSUM_LENGTH;

  private final String id;
  private final String text;

  private ApiKey(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** Makes a new key from a source of randomness. */
  public static ApiKey generate(SecureRandom random) {
    String id = characters(random, BASE32, ID_LENGTH);
    String body = PREFIX + id + "_" + characters(random, BASE62, SECRET_LENGTH);
    return new ApiKey(id, body + "_" + checksum(body));
  }

  /** Reads a key; empty if the text has another form or its checksum is wrong. */
  public static Optional<ApiKey> parse(String text) {
    if (!hasForm(text) || !text.endsWith(checksum(text.substring(0, BODY_LENGTH)))) {
      return Optional.empty();
    }
    return Optional.of(new ApiKey(text.substring(PREFIX.length(), ID_END), text));
  }

  /** By hand: each request for a token passes here, and a regular expression takes longer. */
  private static boolean hasForm(String text) {
    return text.length() == LENGTH
        && text.startsWith(PREFIX)
        && all(text, PREFIX.length(), ID_END, ApiKey::isBase32)
        && text.charAt(ID_END) == '_'
        && all(text, ID_END + 1, BODY_LENGTH, ApiKey::isBase62)
        && text.charAt(BODY_LENGTH) == '_'
        && all(text, BODY_LENGTH + 1, LENGTH, ApiKey::isBase62);
  }

  private static boolean all(String text, int from, int to, IntPredicate allowed) {
    for (int i = from; i < to; i++) {
      if (!allowed.test(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBase32(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
  }

  private static boolean isBase62(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** The public part that finds the consumer. */
  public String id() {
    return id;
  }

  /** The whole key: a secret. */
  public String text() {
    return text;
  }

  /** SHA-256 of the whole key, lower-case hex. */
  public String sha256Hex() {
    return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * What is stored instead of the key.
   *
   * @param credential name of the credential that it is the key of
   */
  public KeyVerifier verifier(String credential) {
    return new KeyVerifier(credential, id, sha256Hex(), null);
  }

  /** Names the key by its id only. */
  @Override
  public String toString() {
    return "ApiKey[id=" + id + "]";
  }

  private static String characters(SecureRandom random, String alphabet, int length) {
    StringBuilder characters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      characters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return characters.toString();
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
      rest /= BASE62.length();
    }
    return new String(digits);
  }
}
