package io.jotgate.keys.search;

import io.jotgate.keys.Requests;
import java.util.Optional;

/** What somebody asks to be revoked: nothing, a kid, or all. */
final class Requested {
  static final int NOTHING = 0;

  /** Above every kid. */
  static final int ALL = Kids.MOST + 1;

  /** What the ring remembers once all were revoked. */
  static final String ALL_HANDLED = "revoke:all";

  private Requested() {}

  /** Whether the ring has met it, so that it makes no difference any more. */
  static boolean isMet(int requested, RingView ring) {
    return requested == ALL ? ring.allRevoked() : Kids.in(ring.revoked(), requested);
  }

  static Requests asked(int requested) {
    Optional<String> value =
        switch (requested) {
          case NOTHING -> Optional.empty();
          case ALL -> Optional.of("all");
          default -> Optional.of(Kids.name(requested));
        };
    return new Requests(Optional.empty(), value);
  }
}
