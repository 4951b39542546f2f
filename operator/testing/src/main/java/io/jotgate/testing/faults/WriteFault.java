package io.jotgate.testing.faults;

import java.util.OptionalInt;

/** What happens to one write. */
public enum WriteFault implements Fault {
  /** The client dies right before it sends the write. */
  CRASH_BEFORE,
  /** The client dies when the write is committed and before it has the answer. */
  CRASH_DURING,
  /** The client dies right after it has the answer. */
  CRASH_AFTER,
  /** The connection breaks before the API server has the write. */
  CUT_BEFORE,
  /** The connection breaks when the write is committed: the client does not know. */
  CUT_AFTER,
  /** The answer to a write that is committed never comes: the client gives up by itself. */
  TIME_OUT_AFTER_COMMIT,
  /** Status 409 without a write. */
  CONFLICT,
  /** Status 410 without a write. */
  GONE,
  /** Status 429 with {@code Retry-After: 1}, without a write. */
  TOO_MANY_REQUESTS,
  /** Status 500 without a write. */
  SERVER_ERROR;

  /** The status with which the proxy answers itself, if it does. */
  OptionalInt answer() {
    return switch (this) {
      case CRASH_BEFORE, CRASH_DURING, CRASH_AFTER, CUT_BEFORE, CUT_AFTER, TIME_OUT_AFTER_COMMIT ->
          OptionalInt.empty();
      case CONFLICT -> OptionalInt.of(409);
      case GONE -> OptionalInt.of(410);
      case TOO_MANY_REQUESTS -> OptionalInt.of(429);
      case SERVER_ERROR -> OptionalInt.of(500);
    };
  }
}
