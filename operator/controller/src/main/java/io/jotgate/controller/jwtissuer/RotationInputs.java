package io.jotgate.controller.jwtissuer;

import io.jotgate.controller.jwtissuer.RotationExecutor.Acknowledgements;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.Requests;
import io.jotgate.keys.RotationFacts;
import io.jotgate.keys.SlotContent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run of the rotation is told and does not read itself.
 *
 * @param ownerUid uid of the JwtIssuer
 * @param acknowledged what pods and routes have loaded
 * @param requests what people ask for
 * @param recoveryCopy the ring as the status repeats it
 * @param clockOffset how much the clock is ahead of the API server's; empty if unknown. Asked anew
 *     for each step, since a clock may jump between two
 */
record RotationInputs(
    String ownerUid,
    Acknowledgements acknowledged,
    Requests requests,
    Optional<KeyRing> recoveryCopy,
    Supplier<Optional<Duration>> clockOffset) {

  /**
   * Everything that the planner is told.
   *
   * @param slots as they were read
   * @param liveCopy the copy in the status, if it had to be read now
   */
  RotationFacts facts(List<SlotContent> slots, Optional<KeyRing> liveCopy) {
    return new RotationFacts(
        ownerUid,
        slots,
        acknowledged.pods(),
        acknowledged.verifiers(),
        requests,
        liveCopy.or(() -> recoveryCopy),
        clockOffset.get());
  }
}
