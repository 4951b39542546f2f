package io.jotgate.issuer;

import io.jotgate.issuer.model.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/** Keys in the right form that are not right. */
final class WrongKeys {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private WrongKeys() {}

  /** A key with the id of another and a checksum that fits, as a forger would make it. */
  static String sameIdOtherSecret(ApiKey key) {
    String body = "jg_" + key.id() + "_" + "0".repeat(32);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder checksum = new StringBuilder();
    for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
      checksum.insert(0, BASE62.charAt((int) (rest % 62)));
    }
    String forged = body + "_" + checksum;
    if (ApiKey.parse(forged).map(ApiKey::id).equals(Optional.of(key.id()))) {
      return forged;
    }
    throw new IllegalStateException("the forged key has no right checksum");
  }
}
