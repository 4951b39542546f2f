package io.jotgate.bench;

import static io.jotgate.bench.Table.number;
import static io.jotgate.bench.Table.percent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tokens over HTTPS with keep-alive from token services in processes of their own, each beside an
 * echo of its HTTP stack. All servers of a run are up at once and are measured in turns.
 */
final class ServedTokens {
  private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);

  private final Pace pace;
  private final Checks checks;
  private final InstantSource clock;

  ServedTokens(Pace pace, Checks checks, InstantSource clock) {
    this.pace = pace;
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * Measures.
   *
   * @param planned an echo, and after it what is compared with it; and so on
   */
  List<Table> run(List<ServedRows.Planned> planned) {
    try (WorkDirectory directory = WorkDirectory.create()) {
      List<Served> all = new ArrayList<>();
      try {
        for (ServedRows.Planned each : planned) {
          Path own = directory.path().resolve(Integer.toString(all.size()));
          write(each.files(), own);
          all.add(new Served(each.row(), checks, own));
        }
        measure(all);
        return List.of(throughput(all), latency(all));
      } finally {
        all.forEach(Served::close);
      }
    }
  }

  private void write(IssuerFiles files, Path directory) {
    try {
      Files.createDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.writeTo(directory, clock.instant());
  }

  private void measure(List<Served> all) {
    all.forEach(served -> served.warmUp(pace));
    List<Served> order = new ArrayList<>(all);
    for (int round = 0; round < pace.rounds(); round++) {
      order.forEach(served -> served.turn(pace));
      Collections.reverse(order);
    }
  }

  private static Table throughput(List<Served> all) {
    Table table =
        new Table(
            "POST /auth over HTTPS, "
                + Load.CONNECTIONS
                + " connections, runtime "
                + ServerRuntime.nativeCrypto().name()
                + "; of limit: 1 / (echo + raw signature + raw hash of a first login), target 0.85",
            "server",
            "CPU us",
            "spread",
            "per CPU-s",
            "per s",
            "answer B",
            "RSS MiB",
            "of limit");
    Measured echo = all.getFirst().measured();
    for (Served served : all) {
      Measured measured = served.measured();
      String ofLimit = "";
      if (served.row().key().isPresent()) {
        ofLimit = number(limit(echo, served).over(measured), 2);
      } else {
        echo = measured;
      }
      table.row(
          served.row().name(),
          number(measured.cost() / 1e3, 1),
          percent(measured.spread()),
          number(measured.perSecond(), 0),
          number(served.rate(), 0),
          number(served.answerBytes(), 0),
          number(served.residentMebibytes(), 0),
          ofLimit);
    }
    return table;
  }

  private static Measured limit(Measured echo, Served served) {
    Measured limit = echo;
    for (Measured crypto : served.row().crypto()) {
      limit = limit.and(crypto);
    }
    return limit;
  }

  /** First logins have none: a second one at a rate would be another kind of request. */
  private Table latency(List<Served> all) {
    Table table =
        new Table(
            "Latency from when a request was due, ms, at parts of the rate above;"
                + " target p99 2 ms at half of it",
            "server",
            "p50 at 25 %",
            "p99",
            "p50 at 50 %",
            "p99",
            "p50 at 75 %",
            "p99",
            "p99 of echo at 50 %");
    double echo = 0;
    for (Served served : all.stream().filter(each -> each.row().repeats()).toList()) {
      List<String> cells = new ArrayList<>(List.of(served.row().name()));
      double half = 0;
      for (double share : SHARES) {
        Duration time = pace.serverTurn().multipliedBy(pace.rounds()).dividedBy(2);
        List<Long> latencies = served.at(share, time).latencies();
        double p99 = Statistics.percentile(latencies, 0.99) / 1e6;
        half = share == 0.5 ? p99 : half;
        cells.add(number(Statistics.percentile(latencies, 0.5) / 1e6, 2));
        cells.add(number(p99, 2));
      }
      echo = served.row().key().isPresent() ? echo : half;
      cells.add(served.row().key().isPresent() ? number(half / echo, 2) : "");
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }
}
