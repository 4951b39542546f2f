package io.jotgate.keys.search;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.RotationFacts;
import io.jotgate.keys.RotationPlan;
import io.jotgate.keys.RotationPolicy;
import java.time.Instant;
import java.util.Optional;

/** What decides: the real planner, or the real one with a bug planted around it. */
@FunctionalInterface
interface Planner {
  RotationPlan plan(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now);
}
