package io.jotgate.issuer.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many failures there may be in a time.
 *
 * @param count how many, at least one
 * @param windowSeconds in how many seconds
 */
public record Throttle(int count, long windowSeconds) {
  /** Most failures that a throttle may allow. */
  public static final int MAX_COUNT = 10_000;

  /** Longest window, in seconds: a day. */
  public static final long MAX_WINDOW_SECONDS = 86_400;

  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if one is out of its bounds
   */
  public Throttle {
    if (count < 1 || count > MAX_COUNT) {
      throw new InvalidDocumentException("count", "must be from 1 to " + MAX_COUNT);
    }
    if (windowSeconds < 1 || windowSeconds > MAX_WINDOW_SECONDS) {
      throw new InvalidDocumentException(
          "windowSeconds", "must be from 1 to " + MAX_WINDOW_SECONDS);
    }
  }

  SortedMap<String, Object> json() {
    return new TreeMap<>(Map.of("count", count, "windowSeconds", windowSeconds));
  }

  static Throttle read(StrictObject json) {
    return new Throttle(
        (int) json.number("count", 1, MAX_COUNT),
        json.number("windowSeconds", 1, MAX_WINDOW_SECONDS));
  }
}
