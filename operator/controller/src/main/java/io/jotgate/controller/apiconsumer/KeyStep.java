package io.jotgate.controller.apiconsumer;

import java.time.Instant;
import java.util.Optional;

/** What is to be done next with a generated API key: one write of its Secret, or nothing. */
sealed interface KeyStep {
  /** Nothing before the given time, unless something else changes. */
  record Keep(Optional<Instant> until) implements KeyStep {}

  /** A next key is to be made, which answers the given request. */
  record Prepare(Optional<String> request) implements KeyStep {}

  /** Every pod knows the next key: clients get it from now on. */
  record Promote(KeyLedger after) implements KeyStep {}

  /** Keys before it have come to their end. */
  record Forget(KeyLedger after) implements KeyStep {}
}
