package io.jotgate.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * What the planner decided.
 *
 * @param step the one thing to do next
 * @param blocked why a due rotation does not go on, if so
 * @param nextCheck when to plan again at the latest, even if nothing changes; now if there is more
 *     to do at once
 */
public record RotationPlan(RotationStep step, Optional<Blocked> blocked, Instant nextCheck) {}
