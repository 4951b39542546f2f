package io.jotgate.bench;

import java.util.Optional;

/** The seed of what is random in a proof: the variable {@code JOTGATE_SEEDS} chooses it. */
final class Seeds {
  private Seeds() {}

  /** The first of the chosen seeds, else 1. */
  static long first() {
    return Optional.ofNullable(System.getenv("JOTGATE_SEEDS"))
        .filter(value -> !value.isBlank())
        .map(value -> Long.parseLong(value.split(",", -1)[0].strip()))
        .orElse(1L);
  }
}
