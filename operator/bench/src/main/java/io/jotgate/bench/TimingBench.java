package io.jotgate.bench;

import static io.jotgate.bench.Table.number;

import io.jotgate.bench.ProbeSet.Pair;
import io.jotgate.issuer.IssuerMain;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer for unknown, wrong, suspended and expired credentials: the same bytes in the same
 * time. The real token service in a process of its own, over plain HTTP on one connection, where
 * TLS adds no noise behind which a difference could hide; server and load on a processor each.
 *
 * <p>The same requests as two classes must not differ either, and planted differences must be
 * found: else the others mean nothing.
 */
public final class TimingBench {
  private static final int KEY_REQUESTS = 2_000_000;
  private static final int KEY_WARM_UP = 300_000;
  private static final int KEY_BEFORE = 50_000;
  private static final long KEY_ENOUGH = 10_000;
  private static final Duration KEY_MOST = Duration.ofMinutes(9);
  private static final int PASSWORD_REQUESTS = 20_000;
  private static final int PASSWORD_BEFORE = 300;
  private static final long PASSWORD_ENOUGH = 200;
  private static final Duration PASSWORD_MOST = Duration.ofMinutes(3);
  private static final int QUICK_REQUESTS = 300;
  private static final int QUICK_BEFORE = 50;

  private final Pace pace;
  private final long seed;
  private final Processors processors;
  private final Checks checks = new Checks(InstantSource.system());
  private final List<Table> tables = new ArrayList<>();

  private TimingBench(Pace pace, long seed, Processors processors) {
    this.pace = pace;
    this.seed = seed;
    this.processors = processors;
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
    // A test does not move the process that it runs in.
    Processors processors = pace.quick() ? Processors.UNPINNED : Cores.ofThisProcess();
    TimingBench bench = new TimingBench(pace, Seeds.first(), processors);
    try {
      bench.keys();
      bench.passwords();
    } finally {
      processors.free();
    }
    return bench.checks.report(bench.tables);
  }

  private void keys() {
    Plan plan =
        pace.quick()
            ? new Plan(QUICK_BEFORE, QUICK_BEFORE, QUICK_REQUESTS, QUICK_BEFORE, KEY_MOST)
            : new Plan(KEY_WARM_UP, KEY_BEFORE, KEY_REQUESTS, KEY_ENOUGH, KEY_MOST);
    measure("API keys", KeyProbes.create(seed), plan);
  }

  private void passwords() {
    Plan plan =
        pace.quick()
            ? new Plan(0, 20, 40, 20, PASSWORD_MOST)
            : new Plan(
                PASSWORD_BEFORE,
                PASSWORD_BEFORE,
                PASSWORD_REQUESTS,
                PASSWORD_ENOUGH,
                PASSWORD_MOST);
    measure("User and password, each with a slow hash", PasswordProbes.create(seed), plan);
  }

  private record Plan(int warmUp, int before, int requests, long enough, Duration most) {}

  private void measure(String what, ProbeSet set, Plan plan) {
    try (WorkDirectory directory = WorkDirectory.create()) {
      new IssuerFiles(ProbeSet.seeded(seed))
          .writeTo(directory.path(), Instant.now(), ProbeSet.config(), set.consumers());
      ServerRuntime runtime = ServerRuntime.nativeCrypto().with("-XX:ActiveProcessorCount=1");
      try (ServerProcess server =
          ServerProcess.start(runtime, IssuerMain.class, directory.path(), false)) {
        server.awaitAnswer(set.probes().getLast().requests().getFirst());
        processors.keepServer(server.tree());
        processors.keepLoad();
        try (ProbeRun run = ProbeRun.of(set, server.endpoint(), seed)) {
          run.measure(plan.warmUp(), plan.most());
          long[] before = run.measure(plan.before(), plan.most()).nanos();
          ProbeRun.Times times = run.measure(plan.requests(), plan.most());
          judge(what, set, plan, before, times);
          answers(what, run);
        }
      }
    }
  }

  private void answers(String what, ProbeRun run) {
    checks.done(run.answers(), "answers compared byte by byte, " + what);
    run.problems().forEach(checks::missing);
  }

  private void judge(String what, ProbeSet set, Plan plan, long[] before, ProbeRun.Times times) {
    LeakTest test = LeakTest.cropping(before, set.probes().size(), plan.enough());
    times.addTo(test);
    Table table =
        new Table(
            what
                + ": "
                + times.count()
                + " requests in random order, seed "
                + seed
                + ", "
                + processors.describe()
                + "; |t| of all times, of those below quantiles of a run before, and the largest of 101 such limits",
            "pair",
            "must be",
            "requests",
            "mean us",
            "differ ns",
            "seen from ns",
            "all",
            "99 %",
            "90 %",
            "50 %",
            "20 %",
            "largest",
            "below");
    rows(table, set, test, set.same(), "same");
    rows(table, set, test, set.shown(), "any");
    rows(table, set, test, set.planted(), "other");
    tables.add(table);
  }

  private void rows(Table table, ProbeSet set, LeakTest test, List<Pair> pairs, String mustBe) {
    for (Pair pair : pairs) {
      int one = pair.one();
      int other = pair.other();
      LeakTest.Difference worst = test.worst(one, other);
      String name = set.probes().get(one).name() + " / " + set.probes().get(other).name();
      table.row(
          name,
          mustBe,
          Long.toString(test.count(one) + test.count(other)),
          number(test.mean(one) / 1e3, 1),
          number(worst.difference(), 0),
          number(test.resolution(one, other), 0),
          t(test.whole(one, other)),
          t(test.near(0.99, one, other)),
          t(test.near(0.9, one, other)),
          t(test.near(0.5, one, other)),
          t(test.near(0.2, one, other)),
          t(worst),
          number(worst.share() * 100, 1) + " %");
      if (!pace.quick()) {
        boolean found = Math.abs(worst.t()) >= LeakTest.LIMIT;
        switch (mustBe) {
          case "same" -> checks.that(!found, "the same time: " + name);
          case "other" -> checks.that(found, "found, as planted: " + name);
          default -> {}
        }
      }
    }
  }

  private static String t(LeakTest.Difference difference) {
    return number(Math.abs(difference.t()), 2);
  }
}
