package io.jotgate.bench;

import static io.jotgate.bench.Table.number;

import io.jotgate.issuer.IssuerMain;
import io.jotgate.keys.jose.PublicJwk;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * From the start of the process to the first token over HTTPS, and the memory of the process when
 * it has been under load, each beside the echo of the HTTP stack in an equal Java runtime.
 */
public final class StartBench {
  private final Pace pace;
  private final InstantSource clock = InstantSource.system();
  private final Checks checks = new Checks(clock);
  private final IssuerFiles files = new IssuerFiles(new SecureRandom());

  private StartBench(Pace pace) {
    this.pace = pace;
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
    StartBench bench = new StartBench(pace);
    try (WorkDirectory directory = WorkDirectory.create()) {
      bench.files.writeTo(directory.path(), bench.clock.instant());
      List<Program> programs = bench.programs();
      if (!pace.quick()) {
        // Brings jars into the page cache and warms up this process, which asks.
        programs.forEach(program -> bench.start(program, directory.path(), false));
        programs.forEach(program -> program.millis.clear());
      }
      List<Program> order = new ArrayList<>(programs);
      for (int round = 0; round < pace.starts(); round++) {
        boolean last = round == pace.starts() - 1;
        order.forEach(program -> bench.start(program, directory.path(), last));
        Collections.reverse(order);
      }
      return bench.checks.report(List.of(startTable(programs), memoryTable(programs)));
    }
  }

  private record Program(
      String name,
      ServerRuntime runtime,
      Class<?> main,
      boolean issues,
      List<Double> millis,
      List<Memory> memory) {
    Program(String name, ServerRuntime runtime, Class<?> main, boolean issues) {
      this(name, runtime, main, issues, new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Sizes in MiB, and how many answers lie between them. */
  private record Memory(double before, double after, double anonymous, long answers) {}

  private List<Program> programs() {
    ServerRuntime runtime = ServerRuntime.nativeCrypto();
    List<Program> programs = new ArrayList<>();
    programs.add(new Program("echo of the HTTP stack", runtime, EchoMain.class, false));
    programs.add(new Program("token service", runtime, IssuerMain.class, true));
    if (pace.quick()) {
      return programs;
    }
    programs.add(
        new Program("token service, JDK crypto", runtime.jdkCrypto(), IssuerMain.class, true));
    if (runtime.hasArchive()) {
      programs.add(
          new Program(
              "token service, without its archive of classes",
              runtime.withoutArchive(),
              IssuerMain.class,
              true));
    }
    return programs;
  }

  private void start(Program program, Path directory, boolean last) {
    try (ServerProcess server = ServerProcess.start(program.runtime(), program.main(), directory)) {
      ServerProcess.FirstAnswer first = server.awaitAnswer(files.requests().getFirst());
      program.millis().add(first.after().toNanos() / 1e6);
      if (program.issues()) {
        checks.tokens(
            program.name(),
            first.answer().token().stream().toList(),
            PublicJwk.parse(files.key().publicJwk()));
      }
      if (last) {
        program.memory().add(memory(program, server));
      }
    }
  }

  private Memory memory(Program program, ServerProcess server) {
    double before = server.mebibytes("VmRSS");
    Load.Outcome outcome =
        new Load(server, files.requests()).saturate(pace.serverWarmUp().multipliedBy(2));
    checks.answers(program.name(), outcome);
    return new Memory(before, server.mebibytes("VmRSS"), server.mebibytes("RssAnon"), outcome.ok());
  }

  private static Table startTable(List<Program> programs) {
    Table table =
        new Table(
            "Start of the process to the first answer 200 over HTTPS, "
                + programs.getFirst().millis().size()
                + " starts each, runtime "
                + ServerRuntime.nativeCrypto().name()
                + "; target 350 ms",
            "process",
            "median ms",
            "fastest",
            "slowest",
            "of echo");
    double echo = Statistics.median(programs.getFirst().millis());
    for (Program program : programs) {
      double median = Statistics.median(program.millis());
      table.row(
          program.name(),
          number(median, 0),
          number(Collections.min(program.millis()), 0),
          number(Collections.max(program.millis()), 0),
          number(median / echo, 2));
    }
    return table;
  }

  private static Table memoryTable(List<Program> programs) {
    Table table =
        new Table(
            "Memory with "
                + IssuerFiles.CONSUMERS
                + " consumers, MiB: after the first answer, and after load; target 110 under load",
            "process",
            "first answer",
            "after load",
            "of it anonymous",
            "answers",
            "of echo");
    double echo = programs.getFirst().memory().getFirst().after();
    for (Program program : programs) {
      Memory memory = program.memory().getFirst();
      table.row(
          program.name(),
          number(memory.before(), 0),
          number(memory.after(), 0),
          number(memory.anonymous(), 0),
          Long.toString(memory.answers()),
          number(memory.after() / echo, 2));
    }
    return table;
  }
}
