package io.jotgate.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A person's request to rotate that waits for its turn. The time is stored because a restart must
 * not begin the wait anew.
 *
 * @param id what {@link #idOf} gives for the requested value
 * @param seenAt when the request was first seen
 */
public record RotationRequest(String id, Instant seenAt) {
  private static final int LONGEST_PLAIN = 64;

  /** Refuses an empty or overlong id. */
  public RotationRequest {
    KeyChecks.requestId(id);
  }

  /**
   * The identity of a request value: the value itself when it is short and printable, else its
   * SHA-256, so that nobody can grow the ring with a large annotation.
   *
   * @throws IllegalArgumentException if the value is empty, which is no request
   */
  public static String idOf(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty value is no request");
    }
    boolean plain =
        value.length() <= LONGEST_PLAIN
            && !value.startsWith(RevokeRequest.ID_PREFIX)
            && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return plain ? value : "sha256:" + sha256(value);
  }

  private static String sha256(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
