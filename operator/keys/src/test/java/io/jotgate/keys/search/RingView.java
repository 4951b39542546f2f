package io.jotgate.keys.search;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A ring in the numbers of the model.
 *
 * @param epoch 0 if there is no ring
 * @param kids mask of the published kids
 * @param active kid that signs, 0 if none does
 * @param prepared kid that signs next, 0 if none does
 * @param preparedEpoch epoch from which on it is published, 0 if none is
 * @param reserved kid that is being made, 0 if none is
 * @param revoked mask of the revoked kids
 * @param allRevoked whether the request to revoke all was met
 * @param inA kid that slot A must hold because the key signs now or next; none where another key is
 *     being made
 * @param inB the same of slot B
 * @param kept for how many ticks each key surely stays published, four bits a kid
 * @param text for people
 */
record RingView(
    int epoch,
    int kids,
    int active,
    int prepared,
    int preparedEpoch,
    int reserved,
    int revoked,
    boolean allRevoked,
    int inA,
    int inB,
    long kept,
    String text) {
  private static final int FOR_EVER = 15;

  static RingView none() {
    return new RingView(0, 0, 0, 0, 0, 0, 0, false, 0, 0, 0, "none");
  }

  static RingView of(KeyRing ring, RotationPolicy policy, Instant now) {
    int kids = 0;
    long kept = 0;
    for (SigningKey key : ring.keys()) {
      int kid = Kids.number(key.kid());
      kids |= Kids.mask(kid);
      kept |= (long) keptFor(key, policy, now) << (4 * (kid - 1));
    }
    return new RingView(
        Math.toIntExact(ring.epoch()),
        kids,
        ring.active().map(k -> Kids.number(k.kid())).orElse(0),
        ring.prepared().map(k -> Kids.number(k.kid())).orElse(0),
        ring.prepared().map(k -> Math.toIntExact(k.publishedEpoch())).orElse(0),
        Optional.ofNullable(ring.reservation()).map(r -> Kids.number(r.kid())).orElse(0),
        ring.tombstones().stream().mapToInt(t -> Kids.mask(Kids.number(t.kid()))).sum(),
        ring.handledRequests().contains(Requested.ALL_HANDLED),
        signsIn(KeySlot.A, ring),
        signsIn(KeySlot.B, ring),
        kept,
        text(ring));
  }

  private static int signsIn(KeySlot slot, KeyRing ring) {
    boolean claimed =
        Optional.ofNullable(ring.reservation()).filter(r -> r.slot() == slot).isPresent();
    return ring.keys().stream()
        .filter(k -> !claimed && k.slot() == slot && k.state() != KeyState.RETIRING)
        .mapToInt(k -> Kids.number(k.kid()))
        .sum();
  }

  /** For how many ticks the key surely stays published. */
  int keptFor(int kid) {
    return (int) (kept >> (4 * (kid - 1))) & 15;
  }

  /** Whether the private halves of both keys are stored. */
  boolean isStored(int[] slots) {
    return (inA == 0 || slots[0] == inA) && (inB == 0 || slots[1] == inB);
  }

  private static String text(KeyRing ring) {
    return "epoch %d, %s"
        .formatted(ring.epoch(), ring.keys().stream().map(k -> k.kid() + " " + k.state()).toList());
  }

  /** All kids that it names. */
  int named() {
    return kids | Kids.mask(reserved) | revoked;
  }

  /** By the clock that is most ahead. */
  private static int keptFor(SigningKey key, RotationPolicy policy, Instant now) {
    Instant from = key.demotionAcknowledgedAt();
    if (from == null && policy.activation() == Activation.AFTER_DELAY) {
      from = key.demotedAt();
    }
    if (key.state() != KeyState.RETIRING || from == null) {
      return FOR_EVER;
    }
    Duration left = Duration.between(now.plus(policy.clockError()), from);
    int ticks = Rules.ticks(left.plus(policy.retain(key.maxTtl())));
    return Math.clamp(ticks, 0, FOR_EVER - 1);
  }
}
