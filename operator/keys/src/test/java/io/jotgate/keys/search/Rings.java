package io.jotgate.keys.search;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All rings that were reached, each with a number; 0 is none.
 *
 * <p>It is always {@link #NOW}: when time passes, what a ring has recorded moves into the past. A
 * recorded time that is further back than the wait that starts at it is moved to the end of that
 * wait, and one that starts no wait any more is forgotten. The planner only compares a recorded
 * time plus its wait with now, so it decides alike, and the number of rings is finite.
 */
final class Rings {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FORGOTTEN = NOW.minus(Duration.ofDays(1));

  /** Above all epochs that are remembered at once, with room for a few that follow. */
  private static final int FAR_ABOVE = 10;

  private final RotationPolicy policy;
  private final Map<KeyRing, Integer> numbers = new HashMap<>();
  private final List<Optional<KeyRing>> rings = new ArrayList<>(List.of(Optional.empty()));
  private final List<RingView> views = new ArrayList<>(List.of(RingView.none()));
  private final List<Integer> later = new ArrayList<>(List.of(0));
  private final Map<Long, Integer> renamed = new HashMap<>();

  Rings(RotationPolicy policy) {
    this.policy = policy;
  }

  Optional<KeyRing> get(int number) {
    return rings.get(number);
  }

  RingView view(int number) {
    return views.get(number);
  }

  int size() {
    return rings.size();
  }

  /**
   * The number of a ring whose times are as seen at {@link #NOW}. An epoch that is far above those
   * of the model is the highest of all.
   */
  int number(KeyRing ring) {
    return numbers.computeIfAbsent(moved(ring, Duration.ZERO), this::add);
  }

  private int add(KeyRing ring) {
    rings.add(Optional.of(ring));
    views.add(RingView.of(ring, policy, NOW));
    later.add(-1);
    return rings.size() - 1;
  }

  /** The same ring one tick later. */
  int later(int number) {
    int known = later.get(number);
    if (known >= 0) {
      return known;
    }
    KeyRing moved = moved(rings.get(number).orElseThrow(), Rules.TICK);
    int result = numbers.computeIfAbsent(moved, this::add);
    later.set(number, result);
    return result;
  }

  /** The ring with kids and epochs counted from 1 among those in the masks. */
  int renamed(int number, int kids, int epochs) {
    if (number == 0) {
      return 0;
    }
    long key = ((long) number << 30) | ((long) kids << 15) | epochs;
    Integer known = renamed.get(key);
    if (known == null) {
      KeyRing ring = rings.get(number).orElseThrow();
      known = number(renamed(ring, Kids.ranks(kids), Kids.ranks(epochs)));
      renamed.put(key, known);
    }
    return known;
  }

  private KeyRing renamed(KeyRing ring, int[] kids, int[] epochs) {
    List<SigningKey> keys =
        ring.keys().stream()
            .map(
                k -> {
                  String kid = Kids.name(kids[Kids.number(k.kid())]);
                  boolean counts = k.state() == KeyState.PREPARED;
                  long published = counts ? epochs[(int) k.publishedEpoch()] : 1;
                  return new SigningKey(
                      kid,
                      k.parameters(),
                      k.slot(),
                      k.state(),
                      Kids.jwk(kid),
                      published,
                      k.publishedAt(),
                      k.servedSince(),
                      k.activatedAt(),
                      k.demotedAt(),
                      k.demotionAcknowledgedAt(),
                      k.removeAt(),
                      k.maxTtl());
                })
            .toList();
    Reservation reserved = ring.reservation();
    if (reserved != null) {
      String kid = Kids.name(kids[Kids.number(reserved.kid())]);
      reserved = new Reservation(reserved.slot(), kid, reserved.parameters(), Kids.jwk(kid));
    }
    List<Tombstone> tombstones =
        ring.tombstones().stream()
            .map(t -> new Tombstone(Kids.name(kids[Kids.number(t.kid())]), FORGOTTEN))
            .toList();
    return with(ring, epochs[(int) ring.epoch()], keys, reserved, tombstones);
  }

  private KeyRing moved(KeyRing ring, Duration by) {
    List<SigningKey> keys = ring.keys().stream().map(k -> moved(k, by)).toList();
    List<Tombstone> tombstones =
        ring.tombstones().stream().map(t -> new Tombstone(t.kid(), FORGOTTEN)).toList();
    return with(
        ring,
        ring.epoch() > Kids.MOST ? FAR_ABOVE : ring.epoch(),
        keys,
        ring.reservation(),
        tombstones);
  }

  private static KeyRing with(
      KeyRing ring,
      long epoch,
      List<SigningKey> keys,
      @Nullable Reservation reservation,
      List<Tombstone> tombstones) {
    return new KeyRing(
        ring.ownerUid(),
        epoch,
        keys,
        reservation,
        ring.pendingRequest(),
        // That one kid was revoked, its tombstone says as well.
        ring.handledRequests().stream().filter(Requested.ALL_HANDLED::equals).toList(),
        tombstones);
  }

  private SigningKey moved(SigningKey k, Duration by) {
    boolean prepared = k.state() == KeyState.PREPARED;
    boolean active = k.state() == KeyState.ACTIVE;
    boolean acknowledged = k.demotionAcknowledgedAt() != null;
    Duration interval = policy.interval().plus(policy.propagationTimeout());
    Instant published =
        prepared && timeAloneCounts() ? moved(k.publishedAt(), by, unacknowledged()) : FORGOTTEN;
    Instant activated = active ? since(k.activatedAt(), by, interval) : forgotten(k.activatedAt());
    Instant demoted =
        acknowledged ? forgotten(k.demotedAt()) : since(k.demotedAt(), by, demotion());
    return new SigningKey(
        k.kid(),
        k.parameters(),
        k.slot(),
        k.state(),
        k.publicJwk(),
        prepared ? k.publishedEpoch() : 1,
        published,
        prepared ? since(k.servedSince(), by, policy.publishAhead()) : null,
        activated,
        demoted,
        since(k.demotionAcknowledgedAt(), by, policy.retain(k.maxTtl())),
        since(k.removeAt(), by, Duration.ZERO),
        k.maxTtl());
  }

  private boolean timeAloneCounts() {
    return policy.activation() == Activation.AFTER_DELAY
        || policy.onTimeout() == OnTimeout.ACTIVATE;
  }

  private Duration unacknowledged() {
    return longer(policy.unacknowledgedPublishAhead(), policy.propagationTimeout());
  }

  private Duration demotion() {
    return policy.activation() == Activation.AFTER_DELAY
        ? longer(policy.mountDelay(), policy.retain())
        : policy.mountDelay();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static @Nullable Instant forgotten(@Nullable Instant time) {
    return time == null ? null : FORGOTTEN;
  }

  private @Nullable Instant since(@Nullable Instant time, Duration by, Duration wait) {
    return time == null ? null : moved(time, by, wait);
  }

  private Instant moved(Instant time, Duration by, Duration wait) {
    Instant moved = time.minus(by);
    Instant over = NOW.minus(wait).minus(policy.clockError());
    return moved.isBefore(over) ? over : moved;
  }
}
