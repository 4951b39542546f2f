package io.jotgate.controller.jwtissuer;

import io.jotgate.testing.faults.EventFault;
import io.jotgate.testing.faults.Fault;
import io.jotgate.testing.faults.Place;
import io.jotgate.testing.faults.WriteFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What has still to go wrong, by phase. Safe for several tours at once. */
final class Disturbances {
  /** One thing that goes wrong at one place. */
  record Disturbance(Place place, Fault fault) {
    @Override
    public String toString() {
      return fault.name() + " at " + place;
    }
  }

  private final Map<IssuerPhase, List<Disturbance>> left = new EnumMap<>(IssuerPhase.class);
  private final Set<Disturbance> missedOnce = new HashSet<>();
  private final List<String> missed = new ArrayList<>();

  /** Every fault at every place of a phase. */
  synchronized void add(IssuerPhase phase, List<Place> writes, List<Place> events) {
    List<Disturbance> all = left.computeIfAbsent(phase, key -> new ArrayList<>());
    writes.forEach(place -> cross(place, WriteFault.values(), all));
    events.forEach(place -> cross(place, EventFault.values(), all));
  }

  private static void cross(Place place, Fault[] faults, List<Disturbance> all) {
    Arrays.stream(faults).forEach(fault -> all.add(new Disturbance(place, fault)));
  }

  /** Brings them into an order of chance and keeps the first so many of each phase. */
  synchronized void sample(Random random, int most) {
    left.values()
        .forEach(
            all -> {
              Collections.shuffle(all, random);
              all.subList(Math.min(most, all.size()), all.size()).clear();
            });
  }

  /** Takes one for a phase. */
  synchronized Optional<Disturbance> next(IssuerPhase phase) {
    List<Disturbance> all = left.getOrDefault(phase, List.of());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.removeLast());
  }

  /** One was taken, but its place was not reached: it gets a second chance. */
  synchronized void missed(IssuerPhase phase, Disturbance disturbance) {
    if (missedOnce.add(disturbance)) {
      left.getOrDefault(phase, List.of()).addFirst(disturbance);
    } else {
      missed.add(phase + ": " + disturbance);
    }
  }

  /** Whether some are left for this phase or a later one. */
  synchronized boolean leftFrom(IssuerPhase phase) {
    return left.entrySet().stream()
        .anyMatch(each -> each.getKey().compareTo(phase) >= 0 && !each.getValue().isEmpty());
  }

  /** How many are left. */
  synchronized int size() {
    return left.values().stream().mapToInt(List::size).sum();
  }

  /** Those whose place was not reached twice. */
  synchronized List<String> missed() {
    return List.copyOf(missed);
  }
}
