package io.jotgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server of a race: what it has shown so far, or why it is out. */
final class Racer implements AutoCloseable {
  private static final int LOOKED_AT = 50;

  private final Contender contender;
  private final Checks checks;
  private final InstantSource clock;
  private final List<Double> nanos = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> busy = new ArrayList<>();
  private @Nullable ServerProcess server;
  private @Nullable Load load;
  private Optional<GrantedTokens> expected = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private Duration start = Duration.ZERO;
  private Duration warmUp = Duration.ZERO;
  private boolean flat;

  Racer(Contender contender, Checks checks, InstantSource clock) {
    this.contender = contender;
    this.checks = checks;
    this.clock = clock;
  }

  /** Does something with it unless it is out; it is out afterwards if that fails. */
  void attempt(Runnable work) {
    if (failure.isPresent()) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      failure = Optional.of(reason(e));
      checks.missing(contender.label() + ": " + reason(e));
      close();
    }
  }

  /** Starts it so many times, each time from nothing; the last one stays. */
  void start(Path directory, int times) {
    directory(directory);
    for (int i = 0; i < times; i++) {
      close();
      server = contender.start(directory);
      start = server.awaitAnswer(contender.first()).after();
    }
    ServerProcess last = running();
    contender.prepare(last);
    load = new Load(last, contender.requests());
    expected =
        contender
            .keys()
            .map(
                request ->
                    new GrantedTokens(
                        contender.label().algorithm(),
                        last.awaitAnswer(request).answer().body(),
                        clock));
  }

  void warmUp(Flatness warm, Duration window, Duration longest) {
    List<Double> costs = new ArrayList<>();
    long answers = 0;
    long begin = System.nanoTime();
    do {
      Load.Outcome outcome = checked(loading().saturate(window));
      costs.add(outcome.cpuNanos());
      answers += outcome.ok();
      warmUp = Duration.ofNanos(System.nanoTime() - begin);
      flat = warm.reached(costs, answers);
    } while (!flat && warmUp.compareTo(longest) < 0);
  }

  /** Works without counting. */
  void settle(Duration time) {
    checked(loading().saturate(time));
  }

  /** Works for one turn that counts. */
  void window(Duration time) {
    Load.Outcome outcome = checked(loading().saturate(time));
    nanos.add(outcome.cpuNanos());
    rates.add(outcome.rate());
    busy.add((double) outcome.serverCpu().toNanos() / outcome.wall().toNanos());
  }

  /** Holds a rate. */
  Load.Outcome at(double rate, Duration time) {
    return checked(loading().at(rate, time));
  }

  Contender contender() {
    return contender;
  }

  ProcessTree tree() {
    return running().tree();
  }

  /** CPU time of one answer, window by window. */
  Measured measured() {
    return new Measured(contender.label().toString(), nanos, List.of(0.0));
  }

  /** Answers per second when it is asked as fast as it answers. */
  double rate() {
    return Statistics.median(rates);
  }

  /** Which part of its processor it uses then. */
  double busy() {
    return Statistics.median(busy);
  }

  /** From the start of the process to the first answer. */
  Duration start() {
    return start;
  }

  /** How long it was warmed up. */
  Duration warmUp() {
    return warmUp;
  }

  /** Whether it was warm after that. */
  boolean flat() {
    return flat;
  }

  double residentMebibytes() {
    return running().mebibytes("VmRSS");
  }

  /** Why it is out; empty: it is not. */
  Optional<String> failure() {
    return failure;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** An answer that is no token, or no valid one, costs little and counts for nothing. */
  private Load.Outcome checked(Load.Outcome outcome) {
    if (outcome.ok() == 0 || outcome.notOk() > 0) {
      throw new IllegalStateException(
          "%d answers with status 200, %d others".formatted(outcome.ok(), outcome.notOk()));
    }
    checks.answers(contender.label().toString(), outcome);
    expected.ifPresent(
        tokens ->
            checks.granted(
                contender.label().toString(),
                outcome.tokens().subList(0, Math.min(LOOKED_AT, outcome.tokens().size())),
                tokens));
    return outcome;
  }

  private ServerProcess running() {
    return Objects.requireNonNull(server, "the server is started");
  }

  private Load loading() {
    return Objects.requireNonNull(load, "the server is started");
  }

  private static void directory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause();
    return e.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
  }
}
