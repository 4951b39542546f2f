package io.jotgate.bench;

import io.jotgate.bench.Contender.Label;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The token service beside other issuers: tokens per second of a server's CPU time, latency, memory
 * and start, all of them asked for the same grant in the same run.
 */
public final class PeersBench {
  private static final String MARK = "peers";

  private final PeersArguments arguments;
  private final Processors processors;
  private final InstantSource clock = InstantSource.system();
  private final Checks checks = new Checks(clock);

  private PeersBench(PeersArguments arguments, Processors processors) {
    this.arguments = arguments;
    this.processors = processors;
  }

  /**
   * Runs the program.
   *
   * @param arguments see {@code hack/bench --help}
   */
  public static void main(String[] arguments) {
    PeersArguments parsed = PeersArguments.parse(arguments);
    Report report = run(parsed, Cores.ofThisProcess());
    parsed.document().ifPresent(document -> Marked.replace(document, MARK, report.markdown()));
    System.exit(report.print(System.out, parsed.pace()));
  }

  /** With everything where it is: for tests. */
  static Report run(Pace pace) {
    PeersArguments all = PeersArguments.parse();
    return run(new PeersArguments(pace, all.only(), all.document()), Processors.UNPINNED);
  }

  private static Report run(PeersArguments arguments, Processors processors) {
    return new PeersBench(arguments, processors).run();
  }

  private Report run() {
    List<Contender> contenders = new ArrayList<>(ours());
    List<PeerTables.Missing> missing = new ArrayList<>();
    peers(contenders, missing);
    PeersPace pace = PeersPace.of(arguments.pace());
    Race race = new Race(pace, processors, checks, clock, System.err::println);
    List<Racer> racers = List.of();
    try (WorkDirectory directory = WorkDirectory.create()) {
      try {
        racers = race.run(contenders, directory.path());
        PeerTables tables = new PeerTables(pace, processors, racers, missing);
        return checks.report(List.of(tables.throughput(), tables.latency(race)));
      } finally {
        racers.forEach(Racer::close);
        processors.free();
      }
    }
  }

  /** Ours first: the row that all others are compared with. */
  private List<Contender> ours() {
    ServerRuntime runtime = ServerRuntime.nativeCrypto();
    List<Contender> ours = new ArrayList<>();
    ours.add(JotgateContender.oauth("client secret", "ES256", runtime));
    ours.add(JotgateContender.auth("API key", runtime, "HTTP"));
    if (arguments.pace().quick()) {
      return ours;
    }
    ours.add(JotgateContender.auth("API key", runtime, "HTTPS"));
    ours.add(JotgateContender.oauth("client secret", "RS256", runtime));
    ours.add(JotgateContender.oauth("client secret", "EdDSA", runtime));
    ours.add(JotgateContender.oauth("client secret, JDK crypto", "ES256", runtime.jdkCrypto()));
    ours.add(JotgateContender.echo(runtime, "HTTP"));
    ours.add(JotgateContender.echo(runtime, "HTTPS"));
    return ours;
  }

  private void peers(List<Contender> contenders, List<PeerTables.Missing> missing) {
    String sources = System.getProperty(PeerHomes.SOURCES_PROPERTY);
    PeerHomes homes = PeerHomes.ofThisProcess();
    boolean quick = arguments.pace().quick();
    List<Peer> peers = sources == null ? List.of() : Peer.in(Path.of(sources).toAbsolutePath());
    for (Peer peer : peers.stream().filter(arguments::wants).toList()) {
      Optional<Path> home = homes.home(peer);
      if (home.isPresent() && (!quick || peer.quick())) {
        List<Peer.Variant> variants = quick ? peer.variants().subList(0, 1) : peer.variants();
        variants.forEach(variant -> contenders.add(new PeerContender(peer, variant, home.get())));
        continue;
      }
      String why = quick && !peer.quick() ? "not with --quick" : homes.whyMissing(peer);
      missing.add(new PeerTables.Missing(new Label(peer.name(), "", "", ""), why));
      if (!quick) {
        checks.missing(peer.name() + " is missing: " + why);
      }
    }
  }
}
