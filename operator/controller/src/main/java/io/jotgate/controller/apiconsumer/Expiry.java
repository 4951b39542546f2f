package io.jotgate.controller.apiconsumer;

import java.time.Duration;
import java.time.Instant;

/**
 * When people are told that something comes to its end: 30 days before, or when a tenth of its life
 * is left, whichever is later. Pure.
 */
final class Expiry {
  private static final Duration LONGEST_NOTICE = Duration.ofDays(30);
  private static final int SHARE = 10;

  private Expiry() {}

  /**
   * From when on.
   *
   * @param since when its life began
   * @param end when it ends
   */
  static Instant noticeAt(Instant since, Instant end) {
    Duration share = Duration.between(since, end).dividedBy(SHARE);
    Duration notice = share.compareTo(LONGEST_NOTICE) < 0 ? share : LONGEST_NOTICE;
    return notice.isNegative() ? end : end.minus(notice);
  }
}
