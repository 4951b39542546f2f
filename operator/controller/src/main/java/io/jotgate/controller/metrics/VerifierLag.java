package io.jotgate.controller.metrics;

import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.VerifierAcknowledgement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who has not loaded the present epoch of a ring, and since when.
 *
 * <p>The time counts from the first look at which somebody was behind, so it begins anew when the
 * operator restarts. It is for people: no rotation is decided by it.
 *
 * @param epochs how many epochs the slowest one lacks
 * @param behindSince since when each one has been behind without a break
 */
record VerifierLag(long epochs, Map<String, Instant> behindSince) {
  static final VerifierLag NONE = new VerifierLag(0, Map.of());

  VerifierLag {
    behindSince = Map.copyOf(behindSince);
  }

  /** One that has to load the ring, and the epoch that it has. */
  private record Loaded(String name, long epoch) {}

  /** The lag at the next look: only pods and routes that a rotation waits for are counted. */
  VerifierLag next(
      long epoch,
      List<PodAcknowledgement> pods,
      List<VerifierAcknowledgement> verifiers,
      Instant now) {
    List<Loaded> behind =
        Stream.concat(
                pods.stream()
                    .filter(PodAcknowledgement::countable)
                    .map(pod -> new Loaded(pod.name(), pod.epoch())),
                verifiers.stream()
                    .filter(VerifierAcknowledgement::ready)
                    .map(route -> new Loaded(route.name(), route.epoch())))
            .filter(each -> each.epoch() < epoch)
            .toList();
    var since = new TreeMap<String, Instant>();
    behind.forEach(each -> since.put(each.name(), behindSince.getOrDefault(each.name(), now)));
    return new VerifierLag(
        behind.stream().mapToLong(each -> epoch - each.epoch()).max().orElse(0), since);
  }

  /** Since when the slowest one has been behind; empty when nobody is. */
  Optional<Instant> since() {
    return behindSince.values().stream().min(Comparator.naturalOrder());
  }
}
