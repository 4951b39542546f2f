package io.jotgate.bench;

import static io.jotgate.bench.Table.number;

import io.jotgate.bench.Contender.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a race has shown, as tables. */
final class PeerTables {
  private static final double[] LOADS = {0.25, 0.5, 0.75};
  private static final String SLOW_PEER = "Keycloak";

  private final PeersPace pace;
  private final Processors processors;
  private final List<Racer> racers;
  private final List<Missing> missing;

  /** A peer that did not take part, and why. */
  record Missing(Label label, String why) {}

  PeerTables(PeersPace pace, Processors processors, List<Racer> racers, List<Missing> missing) {
    this.pace = pace;
    this.processors = processors;
    this.racers = racers;
    this.missing = missing;
  }

  /** Tokens per second of CPU time, memory and start; all rows, also of those that are missing. */
  Table throughput() {
    Table table =
        new Table(
            "The same grant, "
                + IssuerFiles.CONSUMERS
                + " clients, "
                + Load.CONNECTIONS
                + " connections with keep-alive, "
                + processors.describe()
                + ", medians of "
                + pace.windows()
                + " windows of "
                + pace.window().toMillis() / 1000.0
                + " s; Jotgate over it: its client secret row of that algorithm, by pairs of windows",
            "issuer",
            "how",
            "algorithm",
            "over",
            "tokens per CPU-s",
            "95 %",
            "core busy",
            "Jotgate over it",
            "RSS MiB",
            "start ms",
            "warm-up s");
    racers.forEach(racer -> throughput(table, racer));
    missing.forEach(peer -> notMeasured(table, peer.label(), peer.why()));
    return table;
  }

  private void throughput(Table table, Racer racer) {
    Label label = racer.contender().label();
    if (racer.failure().isPresent()) {
      notMeasured(table, label, racer.failure().get());
      return;
    }
    Measured measured = racer.measured();
    // Cost is what was measured: its upper end is the lower end of what a CPU-second gives.
    Statistics.Interval cost = Statistics.interval(measured.nanos());
    table.row(
        label.issuer(),
        label.how(),
        label.algorithm(),
        label.transport(),
        number(measured.perSecond(), 0),
        number(1e9 / cost.high(), 0) + " to " + number(1e9 / cost.low(), 0),
        number(racer.busy() * 100, 0) + " %",
        ours(label.algorithm()).map(ours -> number(measured.over(ours.measured()), 2)).orElse(""),
        number(racer.residentMebibytes(), 0),
        Long.toString(racer.start().toMillis()),
        racer.warmUp().toSeconds() + (racer.flat() ? "" : ", not flat"));
  }

  private static void notMeasured(Table table, Label label, String why) {
    String line = why.lines().findFirst().orElse("").replace('|', '/');
    table.row(
        label.issuer(),
        label.how(),
        label.algorithm(),
        label.transport(),
        "not measured: " + line,
        "",
        "",
        "",
        "",
        "",
        "");
  }

  /** Latency at parts of what each gives when it is asked as fast as it answers. */
  Table latency(Race race) {
    Table table =
        new Table(
            "Latency in ms at a part of what each server gives on one processor, from when a"
                + " request was due",
            "issuer",
            "how",
            "algorithm",
            "over",
            "part",
            "per s",
            "p50",
            "p99");
    for (Racer racer : racers) {
      for (double load : LOADS) {
        racer.attempt(
            () -> latency(table, race, racer, number(load * 100, 0) + " %", load * racer.rate()));
      }
    }
    slowPeer()
        .ifPresent(
            slow ->
                ours(slow.contender().label().algorithm())
                    .ifPresent(
                        ours ->
                            ours.attempt(
                                () ->
                                    latency(
                                        table,
                                        race,
                                        ours,
                                        "as " + SLOW_PEER + " at 50 %",
                                        slow.rate() / 2))));
    return table;
  }

  private static void latency(Table table, Race race, Racer racer, String part, double rate) {
    Load.Outcome outcome = race.latency(racer, rate);
    Label label = racer.contender().label();
    table.row(
        label.issuer(),
        label.how(),
        label.algorithm(),
        label.transport(),
        part,
        number(outcome.rate(), 0),
        number(Statistics.percentile(outcome.latencies(), 0.5) / 1e6, 2),
        number(Statistics.percentile(outcome.latencies(), 0.99) / 1e6, 2));
  }

  /** The first of ours with this algorithm: with a client secret over HTTP, as the peers are. */
  private Optional<Racer> ours(String algorithm) {
    List<Racer> ours = new ArrayList<>(racers);
    ours.removeIf(
        racer ->
            racer.failure().isPresent()
                || !racer.contender().label().algorithm().equals(algorithm)
                || !racer.contender().label().issuer().equals(JotgateContender.NAME));
    return ours.stream().findFirst();
  }

  private Optional<Racer> slowPeer() {
    return racers.stream()
        .filter(racer -> racer.failure().isEmpty())
        .filter(racer -> racer.contender().label().issuer().startsWith(SLOW_PEER))
        .max(Comparator.comparingDouble(Racer::rate));
  }
}
