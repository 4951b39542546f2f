package io.jotgate.policy.render.envoy;

import java.util.ArrayList;
import java.util.List;

/** What a run of skewed histories has seen. */
final class SkewFigures {
  private static final int MOST_PROBLEMS = 5;

  private final List<String> problems = new ArrayList<>();
  private int histories;
  private int steps;
  private int swaps;
  private int probes;
  private int reached;
  private int wrong;

  void history(int stepsOfIt) {
    histories++;
    steps += stepsOfIt;
  }

  void swap() {
    swaps++;
  }

  void probe(boolean reachedTheWorkload) {
    probes++;
    reached += reachedTheWorkload ? 1 : 0;
  }

  void problem(String text) {
    wrong++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(text);
    }
  }

  /** The first of what went wrong. */
  List<String> problems() {
    return problems;
  }

  int reached() {
    return reached;
  }

  String progress() {
    return "%,d histories, %,d probes, %d wrong".formatted(histories, probes, wrong);
  }

  List<String> lines(long seed, int plans) {
    return List.of(
        "seed %d: %,d histories of policies and trust, %,d steps of the operator, %,d swaps of the volume"
            .formatted(seed, histories, steps, swaps),
        "pairs of files, faults and orders: %d, each at least %d times"
            .formatted(plans, histories / plans),
        "probes while files differed: %,d, of which %,d reached the workload"
            .formatted(probes, reached),
        "that neither the old nor the new policy allows, or not as the new one says in the end: %d"
            .formatted(wrong));
  }
}
