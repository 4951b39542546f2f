package io.jotgate.keys;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds of every ring, whoever wrote it. Each check throws an {@link IllegalArgumentException}
 * that says what is wrong and repeats no content.
 */
final class RingChecks {
  private static final int MAX_JWKS_CHARACTERS = 48_000;

  private RingChecks() {}

  static void owner(String ownerUid, long epoch) {
    KeyChecks.require(
        !ownerUid.isBlank() && ownerUid.length() <= 128, "a ring names the uid of its owner");
    KeyChecks.require(
        epoch >= 1 && epoch <= KeyRing.MAX_EPOCH,
        "an epoch lies between 1 and " + KeyRing.MAX_EPOCH);
  }

  static void keys(List<SigningKey> keys, long epoch) {
    KeyChecks.require(
        keys.size() <= KeyRing.MAX_KEYS, "a ring holds at most " + KeyRing.MAX_KEYS + " keys");
    KeyChecks.require(
        keys.stream().mapToInt(k -> k.publicJwk().length() + 1).sum() <= MAX_JWKS_CHARACTERS,
        "the JWK set stays under 48 kB");
    KeyChecks.require(
        keys.stream().allMatch(k -> k.publishedEpoch() <= epoch),
        "no key was published after the epoch of the ring");
    for (KeyState single : List.of(KeyState.PREPARED, KeyState.ACTIVE)) {
      KeyChecks.require(
          keys.stream().filter(k -> k.state() == single).count() <= 1,
          "at most one key is " + single);
    }
  }

  static void kids(
      List<SigningKey> keys, @Nullable Reservation reservation, List<Tombstone> tombstones) {
    Set<String> seen = new HashSet<>();
    Stream<String> all =
        Stream.of(
                tombstones.stream().map(Tombstone::kid),
                keys.stream().map(SigningKey::kid),
                Stream.ofNullable(reservation).map(Reservation::kid))
            .flatMap(Function.identity());
    KeyChecks.require(all.allMatch(seen::add), "a kid belongs to one key and is never used again");
  }

  static void slots(List<SigningKey> keys, @Nullable Reservation reservation) {
    Optional<KeySlot> active = slotOf(keys, KeyState.ACTIVE);
    KeyChecks.require(
        active.isEmpty() || !active.equals(slotOf(keys, KeyState.PREPARED)),
        "the active and the prepared key lie in different slots");
    KeyChecks.require(
        reservation == null || active.isEmpty() || active.get() != reservation.slot(),
        "the slot of the active key cannot be reserved");
  }

  private static Optional<KeySlot> slotOf(List<SigningKey> keys, KeyState state) {
    return keys.stream().filter(k -> k.state() == state).map(SigningKey::slot).findFirst();
  }

  static void requests(List<String> handled) {
    handled.forEach(KeyChecks::requestId);
    KeyChecks.require(
        handled.size() <= KeyRing.MAX_HANDLED_REQUESTS
            && Set.copyOf(handled).size() == handled.size(),
        "at most " + KeyRing.MAX_HANDLED_REQUESTS + " different handled requests are kept");
  }

  static void tombstones(List<Tombstone> tombstones) {
    KeyChecks.require(
        tombstones.size() <= KeyRing.MAX_TOMBSTONES,
        "at most " + KeyRing.MAX_TOMBSTONES + " revoked keys are remembered");
  }
}
