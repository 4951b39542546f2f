package io.jotgate.policy.model;

import java.time.Duration;

/**
 * Answers that may go on, and for how long.
 *
 * @param longest when one is ended, at least a second
 * @param webSocket whether a request may become a WebSocket (RFC 6455)
 */
public record StreamLimit(Duration longest, boolean webSocket) {
  /** Refuses a limit that proxies could read as none. */
  public StreamLimit {
    if (longest.toSeconds() < 1) {
      throw new IllegalArgumentException("a stream lasts at least a second");
    }
  }
}
