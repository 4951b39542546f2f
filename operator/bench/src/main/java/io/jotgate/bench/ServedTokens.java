package io.jotgate.bench;

import static io.jotgate.bench.Table.number;
import static io.jotgate.bench.Table.percent;

import io.jotgate.issuer.IssuerMain;
import io.jotgate.keys.jose.PublicJwk;
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
  private static final double LATENCY_LOAD = 0.5;

  private final Pace pace;
  private final IssuerFiles files;
  private final Checks checks;
  private final InstantSource clock;

  ServedTokens(Pace pace, IssuerFiles files, Checks checks, InstantSource clock) {
    this.pace = pace;
    this.files = files;
    this.checks = checks;
    this.clock = clock;
  }

  /** A server under load and what it has shown so far. */
  private static final class Contestant {
    final String name;
    final boolean issues;
    final ServerProcess server;
    final Load load;
    final List<Double> nanos = new ArrayList<>();
    final List<Double> rates = new ArrayList<>();
    double answerBytes;

    Contestant(String name, boolean issues, ServerProcess server, List<Request> requests) {
      this.name = name;
      this.issues = issues;
      this.server = server;
      this.load = new Load(server, requests);
    }

    Measured measured() {
      return new Measured(name, nanos, nanos);
    }
  }

  /**
   * Measures.
   *
   * @param signatures cost of one raw signature: native, if that works here, and JDK
   */
  List<Table> run(List<Measured> signatures) {
    ServerRuntime fast = ServerRuntime.nativeCrypto();
    List<ServerRuntime> runtimes =
        signatures.size() == 1 ? List.of(fast.jdkCrypto()) : List.of(fast, fast.jdkCrypto());
    if (pace.quick()) {
      runtimes = runtimes.subList(0, 1);
    }
    try (WorkDirectory directory = WorkDirectory.create()) {
      files.writeTo(directory.path(), clock.instant());
      List<Contestant> contestants = new ArrayList<>();
      try {
        for (int i = 0; i < runtimes.size(); i++) {
          contestants.addAll(pair(runtimes.get(i), provider(signatures.get(i)), directory.path()));
        }
        return measure(contestants, signatures);
      } finally {
        contestants.forEach(contestant -> contestant.server.close());
      }
    }
  }

  private List<Contestant> pair(ServerRuntime runtime, String provider, Path directory) {
    ServerProcess echo = ServerProcess.start(runtime, EchoMain.class, directory);
    ServerProcess issuer = ServerProcess.start(runtime, IssuerMain.class, directory);
    List<Request> requests = files.requests();
    return List.of(
        new Contestant("echo of the HTTP stack, " + provider, false, echo, requests),
        new Contestant("token service, " + provider, true, issuer, requests));
  }

  private static String provider(Measured signature) {
    return signature.name().substring(signature.name().indexOf(", ") + 2);
  }

  private List<Table> measure(List<Contestant> contestants, List<Measured> signatures) {
    contestants.forEach(c -> c.server.awaitAnswer(files.requests().getFirst()));
    contestants.forEach(this::warmUp);
    List<Contestant> order = new ArrayList<>(contestants);
    for (int round = 0; round < pace.rounds(); round++) {
      for (Contestant contestant : order) {
        Load.Outcome outcome = contestant.load.saturate(pace.serverTurn());
        check(contestant, outcome);
        contestant.nanos.add(outcome.cpuNanos());
        contestant.rates.add(outcome.rate());
        contestant.answerBytes = outcome.answerBytes();
      }
      Collections.reverse(order);
    }
    return List.of(throughput(contestants, signatures), latency(contestants));
  }

  /** By work, not by time: a server that gets little of the processors warms up for longer. */
  private void warmUp(Contestant contestant) {
    long answers = 0;
    do {
      Load.Outcome outcome = contestant.load.saturate(pace.serverWarmUp());
      check(contestant, outcome);
      answers += outcome.ok();
    } while (answers > 0 && answers < pace.warmUpAnswers());
  }

  private Table throughput(List<Contestant> contestants, List<Measured> signatures) {
    Table table =
        new Table(
            "POST /auth over HTTPS, "
                + Load.CONNECTIONS
                + " connections, "
                + IssuerFiles.CONSUMERS
                + " consumers, runtime "
                + ServerRuntime.nativeCrypto().name()
                + "; of limit: 1 / (echo + raw signature), target 0.85",
            "server",
            "CPU us",
            "spread",
            "per CPU-s",
            "per s",
            "answer B",
            "RSS MiB",
            "of limit");
    for (int i = 0; i < contestants.size(); i++) {
      Contestant contestant = contestants.get(i);
      Measured limit = contestants.get(i - i % 2).measured().and(signatures.get(i / 2));
      Measured measured = contestant.measured();
      table.row(
          contestant.name,
          number(measured.cost() / 1e3, 1),
          percent(measured.spread()),
          number(measured.perSecond(), 0),
          number(Statistics.median(contestant.rates), 0),
          number(contestant.answerBytes, 0),
          number(contestant.server.mebibytes("VmRSS"), 0),
          contestant.issues ? number(limit.over(measured), 2) : "");
    }
    return table;
  }

  private Table latency(List<Contestant> contestants) {
    Table table =
        new Table(
            "Latency at half of the rate above, from when a request was due; target p99 2 ms",
            "server",
            "per s",
            "p50 ms",
            "p99 ms",
            "p99 of echo");
    double echoP99 = 0;
    for (Contestant contestant : contestants) {
      double rate = Statistics.median(contestant.rates) * LATENCY_LOAD;
      Duration time = pace.serverTurn().multipliedBy(pace.rounds()).dividedBy(2);
      Load.Outcome outcome = contestant.load.at(rate, time);
      check(contestant, outcome);
      double p99 = Statistics.percentile(outcome.latencies(), 0.99) / 1e6;
      echoP99 = contestant.issues ? echoP99 : p99;
      table.row(
          contestant.name,
          number(outcome.rate(), 0),
          number(Statistics.percentile(outcome.latencies(), 0.5) / 1e6, 2),
          number(p99, 2),
          contestant.issues ? number(p99 / echoP99, 2) : "");
    }
    return table;
  }

  private void check(Contestant contestant, Load.Outcome outcome) {
    checks.answers(contestant.name, outcome);
    if (contestant.issues) {
      checks.tokens(contestant.name, outcome.tokens(), PublicJwk.parse(files.key().publicJwk()));
    }
  }
}
