package io.jotgate.keys.jose;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 7515 2): one text for one value, nothing else is read. */
final class StrictBase64Url {
  private StrictBase64Url() {}

  /** The bytes, or nothing if the text has foreign characters, padding, or bits left over. */
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
