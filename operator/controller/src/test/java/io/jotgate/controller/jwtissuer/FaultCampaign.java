package io.jotgate.controller.jwtissuer;

import io.jotgate.controller.MortalOperator;
import io.jotgate.controller.jwtissuer.Disturbances.Disturbance;
import io.jotgate.testing.apiserver.ApiServer;
import io.jotgate.testing.faults.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many tours, several at a time: in each phase of each at most one thing goes wrong, until
 * everything has gone wrong once that a tour without faults shows to be possible.
 */
final class FaultCampaign {
  private static final int MOST_VIOLATIONS = 20;
  private static final int MOST_ATTEMPTS = 5;

  private final ApiServer server;
  private final Random random;
  private final int sample;
  private final Duration quiet;
  private final MortalOperator.Starter operators = new MortalOperator.Starter();
  private final Disturbances disturbances = new Disturbances();
  private final Map<IssuerPhase, String> expected = new EnumMap<>(IssuerPhase.class);
  private final AtomicInteger tours = new AtomicInteger();
  private final List<String> places = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Integer> runs = new TreeMap<>();
  private int rings;
  private int writes;
  private int lives;

  /**
   * A campaign.
   *
   * @param sample how many disturbances of each phase are tried at most
   * @param quiet after how much time without a write a phase is over that nothing disturbs
   */
  FaultCampaign(ApiServer server, Random random, int sample, Duration quiet) {
    this.server = server;
    this.random = random;
    this.sample = sample;
    this.quiet = quiet;
  }

  /** Runs everything, so many tours at a time. */
  void run(int lanes) {
    learn();
    disturbances.sample(random, sample);
    try (ExecutorService lane = Executors.newFixedThreadPool(lanes)) {
      List<Future<?>> running =
          IntStream.range(0, lanes).<Future<?>>mapToObj(each -> lane.submit(this::tours)).toList();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (Exception failed) {
      throw new IllegalStateException("a tour could not be made", failed);
    }
  }

  /** What went against a promise. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** The figures, for people. */
  synchronized String figures() {
    int all = runs.values().stream().mapToInt(Integer::intValue).sum();
    return "%d issuers, %d operators, %d single faults, %d writes, %d ring versions: %d violations\n"
            .formatted(tours.get(), lives, all, writes, rings, violations.size())
        + "  "
        + String.join("\n  ", places)
        + "\n"
        + runs.entrySet().stream()
            .map(each -> "  %-45s %d\n".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining())
        + "  not reached: "
        + disturbances.missed()
        + "\n";
  }

  /** A tour without faults says what can go wrong and where each phase ends. */
  private void learn() {
    try (FaultTour tour = new FaultTour(server.install(), operators, false)) {
      for (IssuerPhase phase : IssuerPhase.values()) {
        tour.journal().begin();
        phase.begin(tour);
        tour.awaitQuiet(quiet);
        int before = tour.touches();
        settle(tour);
        expected.put(phase, tour.state());
        List<Place> events = withoutTouches(tour.journal().events(), tour.touches() - before);
        disturbances.add(phase, tour.journal().writes(), events);
        places.add(
            "%s: %d writes, %d events"
                .formatted(phase, tour.journal().writes().size(), events.size()));
        check(tour, phase, "nothing");
      }
    }
  }

  /** What a slow machine has not done so far is done when the operator looks again. */
  private static void settle(FaultTour tour) {
    for (int attempt = 0; !tour.settles(); attempt++) {
      if (attempt == MOST_ATTEMPTS) {
        throw new IllegalStateException("goes on writing: " + tour.journal().writes());
      }
    }
  }

  /** The last touches only showed that the phase was over. */
  private static List<Place> withoutTouches(List<Place> events, int touches) {
    List<Place> left = new ArrayList<>(events);
    for (int touch = 0; touch < touches; touch++) {
      left.stream()
          .filter(place -> place.what().equals("MODIFIED jwtissuers/login"))
          .reduce((first, second) -> second)
          .ifPresent(left::remove);
    }
    return left;
  }

  private void tours() {
    while (disturbances.leftFrom(IssuerPhase.CREATE) && violations().size() < MOST_VIOLATIONS) {
      try (FaultTour tour =
          new FaultTour(server.install(), operators, tours.incrementAndGet() % 2 == 1)) {
        run(tour);
        count(tour);
        tell();
      }
    }
  }

  private void run(FaultTour tour) {
    for (IssuerPhase phase : IssuerPhase.values()) {
      Optional<Disturbance> next = disturbances.next(phase);
      if (next.isEmpty() && !disturbances.leftFrom(phase)) {
        return;
      }
      tour.journal().begin();
      next.ifPresent(each -> tour.operator().plan().arm(each.place(), each.fault()));
      phase.begin(tour);
      String what = next.map(Disturbance::toString).orElse("nothing");
      String goal = Objects.requireNonNull(expected.get(phase));
      boolean reached = tour.reaches(goal);
      if (!tour.operator().plan().disarm()) {
        next.ifPresent(each -> disturbances.missed(phase, each));
      } else {
        next.ifPresent(each -> ran(phase, each));
      }
      if (!reached) {
        violated(phase, what, "another state:\n" + difference(goal, tour.state()));
        return;
      }
      if (!check(tour, phase, what)) {
        return;
      }
    }
  }

  private boolean check(FaultTour tour, IssuerPhase phase, String what) {
    int before = violations().size();
    if (!tour.settles()) {
      violated(phase, what, "goes on writing: " + tour.journal().writes());
    }
    String goal = Objects.requireNonNull(expected.get(phase));
    String found = tour.state();
    if (!found.equals(goal)) {
      violated(phase, what, "another state when settled:\n" + difference(goal, found));
    }
    tour.history().violations().forEach(each -> violated(phase, what, each));
    if (!tour.journal().refusals().isEmpty()) {
      violated(phase, what, "lacks permission: " + tour.journal().refusals());
    }
    return violations().size() == before;
  }

  private synchronized void violated(IssuerPhase phase, String what, String how) {
    String violation = phase + " with " + what + ": " + how;
    System.out.println(violation);
    violations.add(violation);
  }

  private synchronized void ran(IssuerPhase phase, Disturbance disturbance) {
    runs.merge(phase + " " + disturbance.fault().name(), 1, Integer::sum);
  }

  private synchronized void count(FaultTour tour) {
    rings += tour.history().length();
    lives += tour.operator().lives();
    writes += tour.journal().total();
  }

  private void tell() {
    if (tours.get() % 20 == 0) {
      System.out.printf(
          "%d issuers, %d faults to go, %d violations%n",
          tours.get(), disturbances.size(), violations().size());
    }
  }

  private static String difference(String expected, String found) {
    List<String> missing = new ArrayList<>(expected.lines().toList());
    List<String> added = new ArrayList<>();
    for (String line : found.lines().toList()) {
      if (!missing.remove(line)) {
        added.add(line);
      }
    }
    return "- " + String.join("\n- ", missing) + "\n+ " + String.join("\n+ ", added);
  }
}
