package io.jotgate.bench;

import static io.jotgate.bench.Table.number;
import static io.jotgate.bench.Table.percent;

import io.jotgate.issuer.IssuerMain;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Good clients beside slow sockets and wrong logins: they hold their time, none is refused, and the
 * server is as it was when the others have gone. The token service in a process of its own with its
 * usual limits and the options of the image, over TLS; it shares the processors with the load.
 */
public final class CrowdBench {
  private static final double MOST_MILLIS = 200;
  private static final int CONNECTIONS = 16;
  private static final int LONG_AGO_USER = 100;
  private static final int NEW_USERS = 101;
  private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();

  private final Pace pace;
  private final Size size;
  private final CrowdFiles files;
  private final Checks checks = new Checks(InstantSource.system());
  private final Table good;
  private final Table others;

  /** How much of everything. */
  private record Size(
      int sockets, double wrongLogins, Duration warmUp, Duration time, int manyAddresses) {
    static Size of(Pace pace) {
      return pace.quick()
          ? new Size(40, 30, Duration.ofMillis(500), Duration.ofSeconds(2), 10)
          : new Size(5000, 1000, Duration.ofSeconds(20), Duration.ofSeconds(60), 100);
    }
  }

  private CrowdBench(Pace pace) {
    this.pace = pace;
    this.size = Size.of(pace);
    this.files = new CrowdFiles(NEW_USERS + (int) size.time().plus(size.warmUp()).toSeconds() * 4);
    String attack =
        size.sockets()
            + " slow sockets, "
            + number(size.wrongLogins(), 0)
            + " wrong logins a second, "
            + size.time().toSeconds()
            + " s";
    this.good =
        new Table(
            "Good clients beside " + attack + "; p99 at most " + number(MOST_MILLIS, 0) + " ms",
            "attack from",
            "client",
            "per s",
            "requests",
            "p50 ms",
            "p99 ms",
            "max ms",
            "answers");
    this.others = new Table("The server and the others meanwhile", "attack from", "what", "figure");
  }

  /**
   * Runs the program.
   *
   * @param arguments {@code --quick} or nothing
   */
  public static void main(String[] arguments) {
    Pace pace = Pace.of(arguments);
    System.exit(run(pace).print(System.out, pace));
  }

  static Report run(Pace pace) {
    CrowdBench bench = new CrowdBench(pace);
    bench.beside(1);
    bench.beside(bench.size.manyAddresses());
    return bench.checks.report(List.of(bench.good, bench.others));
  }

  /** Clients of a kind. */
  private record Kind(
      String name, int network, double rate, boolean keeping, IntFunction<Request> requests) {
    Visitors visit(Endpoint endpoint) {
      List<InetAddress> address = LoopbackAddresses.of(network, 1);
      return new Visitors(endpoint, address, rate, CONNECTIONS, keeping, requests);
    }
  }

  /** Nobody who comes for the first time has come in the warm-up. */
  private List<Kind> kinds(int firstNewUser) {
    return List.of(
        new Kind("API key, kept connections", 11, 100, true, files::withKey),
        new Kind("API key, a new connection each", 12, 5, false, files::withKey),
        new Kind("password, always the same", 13, 5, true, i -> CrowdFiles.login(LONG_AGO_USER)),
        new Kind(
            "password, each for the first time",
            14,
            1,
            true,
            i -> CrowdFiles.login(firstNewUser + i)),
        // Behind one address with those who attack.
        new Kind("API key, a new connection each, neighbour", 1, 1, false, files::withKey));
  }

  private void beside(int addresses) {
    String from = addresses == 1 ? "one address" : addresses + " addresses";
    try (WorkDirectory directory = WorkDirectory.create()) {
      files.writeTo(directory.path());
      Path log = directory.path().resolve("gc.log");
      ServerRuntime runtime = ServerRuntime.nativeCrypto().with(CollectorLog.option(log));
      try (ServerProcess server =
          ServerProcess.start(runtime, IssuerMain.class, directory.path(), true)) {
        server.awaitAnswer(files.withKey(0));
        run(kinds(NEW_USERS), server, size.warmUp());
        ConnectionMetrics connections = new ConnectionMetrics(server);
        connections.awaitNobody(Integer.MAX_VALUE);
        int filesBefore = server.tree().openFiles();
        underAttack(from, addresses, server, connections);
        checks.that(
            connections.awaitNobody(filesBefore),
            from + ": as many connections and open files as before");
        other(
            from,
            "open files of the server before and after",
            filesBefore + ", " + server.tree().openFiles());
        checks.that(
            server.awaitAnswer(files.withKey(1)).answer().status() == 200,
            from + ": an answer afterwards");
      }
      CollectorLog collector = CollectorLog.read(log);
      other(
          from,
          "heap of the server: largest, largest after a collection; longest pause",
          collector.mostMib()
              + " MiB, "
              + collector.mostKeptMib()
              + " MiB; "
              + number(collector.longestMillis(), 0)
              + " ms");
    }
  }

  private void underAttack(
      String from, int addresses, ServerProcess server, ConnectionMetrics connections) {
    try (Attack attack =
        Attack.start(server.endpoint(), addresses, size.sockets(), size.wrongLogins())) {
      long begin = System.nanoTime();
      Duration serverBefore = server.cpuTime();
      Duration attackBefore = attack.cpuTime();
      Duration ownBefore = ownCpuTime();
      int newUsers = NEW_USERS + (int) size.warmUp().toSeconds() + 1;
      CompletableFuture<Map<Kind, Tally>> running =
          CompletableFuture.supplyAsync(() -> run(kinds(newUsers), server, size.time()));
      double mostConnections = 0;
      int mostFiles = 0;
      double mostMemory = 0;
      while (!running.isDone()) {
        mostConnections = Math.max(mostConnections, connections.open());
        mostFiles = Math.max(mostFiles, server.tree().openFiles());
        mostMemory = Math.max(mostMemory, server.mebibytes("VmRSS"));
        LockSupport.parkNanos(POLL_NANOS);
      }
      Map<Kind, Tally> tallies = running.join();
      double wall = System.nanoTime() - begin;
      other(
          from,
          "processors used by server, attack, good clients",
          percent(server.cpuTime().minus(serverBefore).toNanos() / wall)
              + ", "
              + percent(attack.cpuTime().minus(attackBefore).toNanos() / wall)
              + ", "
              + percent(ownCpuTime().minus(ownBefore).toNanos() / wall));
      other(
          from,
          "most connections, open files of the server",
          number(mostConnections, 0) + ", " + mostFiles);
      other(from, "largest RSS of the server", number(mostMemory, 0) + " MiB");
      other(from, "connections that the server closed", connections.closed());
      attack.end().forEach(line -> said(from, line));
      tallies.forEach((kind, tally) -> judge(from, kind, tally));
    }
  }

  private void judge(String from, Kind kind, Tally tally) {
    double p99 = tally.millis(0.99);
    good.row(
        from,
        kind.name(),
        number(kind.rate(), 0),
        Long.toString(tally.count()),
        number(tally.millis(0.5), 1),
        number(p99, 1),
        number(tally.millis(1), 1),
        tally.outcomes());
    checks.done(tally.count(200), "answers 200 to good clients");
    if (tally.count(200) == 0 || tally.answers() > tally.count(200)) {
      checks.missing(from + ": " + kind.name() + ": not all answers are 200: " + tally.outcomes());
    }
    if (!pace.quick()) {
      checks.that(tally.count(200) == tally.count(), from + ": all answered: " + kind.name());
      checks.that(p99 <= MOST_MILLIS, from + ": p99 in time: " + kind.name());
    }
  }

  private static Map<Kind, Tally> run(List<Kind> kinds, ServerProcess server, Duration time) {
    Map<Kind, CompletableFuture<Tally>> running = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      Visitors visitors = kind.visit(server.endpoint());
      CompletableFuture<Tally> tally = new CompletableFuture<>();
      Thread.ofPlatform()
          .name("visitors")
          .start(
              () -> {
                try {
                  tally.complete(visitors.run(time));
                } catch (RuntimeException | Error e) {
                  tally.completeExceptionally(e);
                }
              });
      running.put(kind, tally);
    }
    Map<Kind, Tally> tallies = new LinkedHashMap<>();
    running.forEach((kind, tally) -> tallies.put(kind, tally.join()));
    return tallies;
  }

  private void said(String from, String line) {
    int split = line.indexOf(' ', line.indexOf(' ') + 1);
    other(from, line.substring(0, split), line.substring(split + 1));
  }

  private void other(String from, String what, String figure) {
    others.row(from, what, figure);
  }

  private static Duration ownCpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
