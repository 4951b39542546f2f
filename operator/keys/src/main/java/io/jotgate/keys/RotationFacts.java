package io.jotgate.keys;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What is known about the world at one moment, all of it persisted or acknowledged, none of it from
 * memory or from a cache that may be behind.
 *
 * @param ownerUid uid of the JwtIssuer
 * @param slots contents of the slots, at most one each, read live
 * @param issuerPods every pod of the issuer
 * @param verifiers every verifier that can be asked
 * @param requests what people ask for
 * @param recoveryCopy the ring as the status of the JwtIssuer repeats it, to go on from when the
 *     ring itself is gone
 * @param clockOffset how much the clock is ahead of the API server's, to a second; empty if unknown
 */
public record RotationFacts(
    String ownerUid,
    List<SlotContent> slots,
    List<PodAcknowledgement> issuerPods,
    List<VerifierAcknowledgement> verifiers,
    Requests requests,
    Optional<KeyRing> recoveryCopy,
    Optional<Duration> clockOffset) {
  /** Half of what a ring can count: a claim beyond is not believed, so nobody can use it up. */
  private static final long HIGHEST_BELIEVED = KeyRing.MAX_EPOCH / 2;

  /** Copies the lists. */
  public RotationFacts {
    slots = List.copyOf(slots);
    issuerPods = List.copyOf(issuerPods);
    verifiers = List.copyOf(verifiers);
    KeyChecks.require(
        slots.stream().map(SlotContent::slot).distinct().count() == slots.size(),
        "a slot has one content");
  }

  /** Whether the slot holds the private half of this key, written for this owner. */
  boolean holds(KeySlot slot, String kid) {
    return slots.stream()
        .anyMatch(
            s ->
                s.slot() == slot
                    && s.kid().equals(kid)
                    && s.ownerUid().equals(ownerUid)
                    && s.matchesPublic());
  }

  /** Highest epoch that anybody has acknowledged, 0 if nobody has. */
  long highestEpoch() {
    LongStream pods = issuerPods.stream().mapToLong(PodAcknowledgement::epoch);
    LongStream routes = verifiers.stream().mapToLong(VerifierAcknowledgement::epoch);
    return LongStream.concat(pods, routes)
        .filter(epoch -> epoch <= HIGHEST_BELIEVED)
        .max()
        .orElse(0);
  }

  Stream<PodAcknowledgement> countablePods() {
    return issuerPods.stream().filter(PodAcknowledgement::countable);
  }

  /** Pods that have not loaded this epoch, by name. */
  List<String> podsBehind(long epoch) {
    return countablePods()
        .filter(p -> p.epoch() < epoch)
        .map(PodAcknowledgement::name)
        .sorted()
        .toList();
  }

  /** Pods that do not serve the key and verifiers that do not know it, by name. */
  List<String> behind(SigningKey key) {
    Stream<String> pods = countablePods().filter(p -> !p.serves(key)).map(PodAcknowledgement::name);
    Stream<String> routes =
        verifiers.stream()
            .filter(v -> v.ready() && v.epoch() < key.publishedEpoch())
            .map(VerifierAcknowledgement::name);
    return Stream.concat(pods, routes).sorted().toList();
  }
}
