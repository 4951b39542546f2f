package io.jotgate.bench;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures servers in turns. Each is started and warmed up by itself with all processors; then each
 * keeps to one processor, and rounds follow in which each has its turn, every other round in
 * reverse order: what disturbs the machine for a while disturbs all of them. One that fails is left
 * out from then on.
 */
final class Race {
  private final PeersPace pace;
  private final Processors processors;
  private final Checks checks;
  private final InstantSource clock;
  private final Consumer<String> progress;

  Race(
      PeersPace pace,
      Processors processors,
      Checks checks,
      InstantSource clock,
      Consumer<String> progress) {
    this.pace = pace;
    this.processors = processors;
    this.checks = checks;
    this.clock = clock;
    this.progress = progress;
  }

  /** Measures these; the result has their order. The servers run until they are closed. */
  List<Racer> run(List<Contender> contenders, Path directory) {
    List<Racer> racers = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      progress.accept(
          "[%d/%d] starting and warming up %s"
              .formatted(i + 1, contenders.size(), contenders.get(i).label()));
      Racer racer = new Racer(contenders.get(i), checks, clock);
      racers.add(racer);
      Path own = directory.resolve(Integer.toString(i));
      racer.attempt(() -> start(racer, own));
    }
    List<Racer> order = new ArrayList<>(racers);
    for (int round = 0; round < pace.windows(); round++) {
      progress.accept("round %d/%d".formatted(round + 1, pace.windows()));
      order.forEach(racer -> racer.attempt(() -> racer.window(pace.window())));
      Collections.reverse(order);
    }
    return racers;
  }

  private void start(Racer racer, Path directory) {
    processors.free();
    racer.start(directory, pace.starts());
    processors.keepLoad();
    racer.warmUp(
        pace.warm(racer.contender().compiles()), pace.warmUpWindow(), pace.longestWarmUp());
    processors.keepServer(racer.tree());
    // What the server had in the caches of the other processor is gone after this.
    racer.settle(pace.warmUpWindow().dividedBy(2));
  }

  /**
   * Holds a rate that does not depend on the answers.
   *
   * @param rate requests per second
   */
  Load.Outcome latency(Racer racer, double rate) {
    progress.accept("latency of %s at %.0f/s".formatted(racer.contender().label(), rate));
    return racer.at(rate, pace.latency());
  }
}
