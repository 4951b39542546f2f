package io.jotgate.bench;

import io.jotgate.keys.jose.PublicJwk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server of its own for one row of a table: what it is asked, and what it has shown so far. */
final class Served implements AutoCloseable {
  /** First logins before those that count, in turns: enough of them are left. */
  private static final int WARM_UP_TURNS = 4;

  /** Opens connections where a login must not come before it counts. */
  private static final Request OPENING = Request.get("/.well-known/jwks.json");

  private final Row row;
  private final Checks checks;
  private final ServerProcess server;
  private final List<Double> nanos = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private double answerBytes;
  private int asked;

  /**
   * What a server is and what it is asked.
   *
   * @param name for tables
   * @param key verifies its tokens; empty: it makes none
   * @param requests sent in turns
   * @param repeats whether they are sent again and again; else each is sent once, since the second
   *     login by the same password costs less
   * @param crypto raw work that an answer cannot do without, beside the HTTP stack
   */
  record Row(
      String name,
      ServerRuntime runtime,
      Class<?> main,
      Optional<PublicJwk> key,
      List<Request> requests,
      boolean repeats,
      List<Measured> crypto) {}

  /** Starts it and does not wait. */
  Served(Row row, Checks checks, Path directory) {
    this.row = row;
    this.checks = checks;
    this.server = ServerProcess.start(row.runtime(), row.main(), directory);
  }

  Row row() {
    return row;
  }

  /** By work, not by time: a server that gets little of the processors warms up for longer. */
  void warmUp(Pace pace) {
    server.awaitAnswer(OPENING);
    if (!row.repeats()) {
      checked(some(pace.firstLogins() * WARM_UP_TURNS));
      return;
    }
    long answers = 0;
    long last;
    do {
      last = checked(new Load(server, row.requests()).saturate(pace.serverWarmUp())).ok();
      answers += last;
    } while (last > 0 && answers < pace.warmUpAnswers());
  }

  /** One turn that counts. */
  void turn(Pace pace) {
    Load.Outcome outcome =
        checked(
            row.repeats()
                ? new Load(server, row.requests()).saturate(pace.serverTurn())
                : some(pace.firstLogins()));
    nanos.add(outcome.cpuNanos());
    rates.add(outcome.rate());
    answerBytes = outcome.answerBytes();
  }

  /** Latency at a share of the rate that it has shown. */
  Load.Outcome at(double share, Duration time) {
    return checked(new Load(server, row.requests()).at(rate() * share, time));
  }

  Measured measured() {
    return new Measured(row.name(), nanos, nanos);
  }

  double rate() {
    return Statistics.median(rates);
  }

  double answerBytes() {
    return answerBytes;
  }

  double residentMebibytes() {
    return server.mebibytes("VmRSS");
  }

  @Override
  public void close() {
    server.close();
  }

  /** The next requests, each once. */
  private Load.Outcome some(int count) {
    int end = Math.min(asked + count, row.requests().size());
    List<Request> next = row.requests().subList(asked, end);
    asked = end;
    return new Load(server, next).once(OPENING);
  }

  private Load.Outcome checked(Load.Outcome outcome) {
    checks.answers(row.name(), outcome);
    row.key().ifPresent(key -> checks.tokens(row.name(), outcome.tokens(), key));
    return outcome;
  }
}
