package io.jotgate.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Histories of one world, one for each seed, and their figures. */
record Tally(World world, List<RotationSimulation> histories, Duration took) {
  /** Runs one history for each seed through so many rotations. */
  static Tally of(World world, List<Long> seeds, int rotations, int signEach) {
    long begin = System.nanoTime();
    List<RotationSimulation> histories =
        seeds.parallelStream()
            .map(
                seed -> {
                  RotationSimulation history = new RotationSimulation(world, seed, signEach);
                  history.runRotations(rotations);
                  return history;
                })
            .toList();
    return new Tally(world, histories, Duration.ofNanos(System.nanoTime() - begin));
  }

  long sum(ToLongFunction<RotationSimulation> figure) {
    return histories.stream().mapToLong(figure).sum();
  }

  long pairs() {
    return sum(h -> h.ledger.pairs());
  }

  long refused() {
    return sum(h -> h.ledger.refused());
  }

  long realPairs() {
    return sum(h -> h.ledger.realPairs());
  }

  long rotations() {
    return sum(RotationSimulation::rotations);
  }

  /** Everything that must not have happened, with the seed of its history. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (RotationSimulation history : histories) {
      String where = world.name() + ", seed " + history.seed + ": ";
      history.ledger.examples().forEach(example -> problems.add(where + example));
      history.invariants.violations().forEach(violation -> problems.add(where + violation));
    }
    return problems;
  }

  /** Pairs that a named exception explains, by exception. */
  Map<String, Long> excused() {
    return histories.stream()
        .flatMap(h -> h.ledger.excused().entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
  }

  static List<String> header() {
    return List.of(
        "history           seeds rotations      pairs refused   signed crashes   late downtimes API gone  lost pods seconds",
        "                                                   for real         writes (op.)     (<=24h) slots new");
  }

  String line() {
    return "%-18s %4d %9d %10d %7d %8d %7d %6d %9d %8d %5d %4d %7d"
        .formatted(
            world.name(),
            histories.size(),
            rotations(),
            pairs(),
            refused(),
            realPairs(),
            sum(RotationSimulation::crashes),
            sum(RotationSimulation::lateWrites),
            sum(h -> h.misfortunes.downtimes()),
            sum(h -> h.misfortunes.apiOutages()),
            sum(h -> h.misfortunes.lostSlots()),
            sum(h -> h.pods.replaced()),
            took.toSeconds());
  }
}
