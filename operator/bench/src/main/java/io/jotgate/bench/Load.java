package io.jotgate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Load on a server over a fixed number of connections: either as fast as it answers, or at a rate
 * that does not depend on its answers. At a rate, latency counts from the moment when a request was
 * due: a server that is late for one is late for all that wait behind it.
 */
final class Load {
  static final int CONNECTIONS = 16;
  private static final Duration UNTIL_DONE = Duration.ofDays(1);
  private static final int SAMPLE_EVERY = 97;

  private final ServerProcess server;
  private final List<Request> requests;

  /**
   * A load.
   *
   * @param requests sent in turns
   */
  Load(ServerProcess server, List<Request> requests) {
    this.server = server;
    this.requests = List.copyOf(requests);
  }

  /**
   * What happened.
   *
   * @param ok answers with status 200
   * @param notOk other answers
   * @param bytes of heads and bodies of all answers
   * @param serverCpu CPU time of the server meanwhile
   * @param wall how long it took
   * @param latencies of each answer in nanoseconds
   * @param tokens a sample
   */
  record Outcome(
      long ok,
      long notOk,
      long bytes,
      Duration serverCpu,
      Duration wall,
      List<Long> latencies,
      List<String> tokens) {
    /** CPU time of the server for one answer in nanoseconds. */
    double cpuNanos() {
      return (double) serverCpu.toNanos() / (ok + notOk);
    }

    /** Answers per second. */
    double rate() {
      return (ok + notOk) * 1e9 / wall.toNanos();
    }

    /** Size of an answer in bytes, without what TLS adds. */
    double answerBytes() {
      return (double) bytes / (ok + notOk);
    }
  }

  /** Sends as fast as the server answers. */
  Outcome saturate(Duration time) {
    return run(new Plan(time, 0, Optional.empty()));
  }

  /** Sends at a rate in requests per second. */
  Outcome at(double rate, Duration time) {
    return run(new Plan(time, rate, Optional.empty()));
  }

  /**
   * Sends each request once, as fast as the server answers: for those that cost less the second
   * time.
   *
   * @param opening opens each connection before, in place of one of the requests
   */
  Outcome once(Request opening) {
    return run(new Plan(UNTIL_DONE, 0, Optional.of(opening)));
  }

  /**
   * What connections do.
   *
   * @param time for how long
   * @param rate of all of them in requests per second; 0: as fast as the server answers
   * @param opening opens each connection, and each request is sent once; empty: the requests are
   *     sent again and again
   */
  private record Plan(Duration time, double rate, Optional<Request> opening) {
    boolean ended(Duration passed, int next, int requests) {
      return passed.compareTo(time) >= 0 || (opening.isPresent() && next >= requests);
    }

    long intervalNanos() {
      return rate == 0 ? 0 : Math.round(CONNECTIONS * 1e9 / rate);
    }
  }

  private Outcome run(Plan plan) {
    CyclicBarrier start = new CyclicBarrier(CONNECTIONS + 1);
    try (ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        clients.add(new Client(i, plan, start));
      }
      List<Future<Client>> running = clients.stream().map(executor::submit).toList();
      // Connections stand when all have met: handshakes are no part of what is measured.
      start.await();
      Duration cpuBefore = server.cpuTime();
      long wallBefore = System.nanoTime();
      start.await();
      for (Future<Client> client : running) {
        client.get();
      }
      Duration wall = Duration.ofNanos(System.nanoTime() - wallBefore);
      return sum(clients, server.cpuTime().minus(cpuBefore), wall);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | BrokenBarrierException e) {
      throw new IllegalStateException("the load has failed", e);
    }
  }

  private static Outcome sum(List<Client> clients, Duration cpu, Duration wall) {
    return new Outcome(
        clients.stream().mapToLong(client -> client.ok).sum(),
        clients.stream().mapToLong(client -> client.notOk).sum(),
        clients.stream().mapToLong(client -> client.bytes).sum(),
        cpu,
        wall,
        clients.stream().flatMap(client -> client.latencies.stream()).toList(),
        clients.stream().flatMap(client -> client.tokens.stream()).toList());
  }

  private final class Client implements Callable<Client> {
    private final int number;
    private final Plan plan;
    private final CyclicBarrier start;
    private final List<Long> latencies = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private long ok;
    private long notOk;
    private long bytes;

    Client(int number, Plan plan, CyclicBarrier start) {
      this.number = number;
      this.plan = plan;
      this.start = start;
    }

    @Override
    public Client call() throws Exception {
      try (KeepAliveConnection connection = KeepAliveConnection.open(server.endpoint())) {
        connection.send(plan.opening().orElse(requests.get(number % requests.size())));
        start.await();
        start.await();
        long begin = System.nanoTime();
        long interval = plan.intervalNanos();
        long due = begin + interval * number / CONNECTIONS;
        for (int i = 0; !ended(begin, i); i++) {
          long from = interval == 0 ? System.nanoTime() : awaitUntil(due);
          send(connection, i, from);
          due += interval;
        }
      } catch (IOException e) {
        throw new IllegalStateException("a connection has failed", e);
      }
      return this;
    }

    private boolean ended(long begin, int i) {
      Duration passed = Duration.ofNanos(System.nanoTime() - begin);
      return plan.ended(passed, number + i * CONNECTIONS, requests.size());
    }

    private void send(KeepAliveConnection connection, int i, long from) throws IOException {
      Request request = requests.get((number + i * CONNECTIONS) % requests.size());
      int status = connection.send(request);
      latencies.add(System.nanoTime() - from);
      bytes += connection.answerBytes();
      if (status == 200) {
        ok++;
      } else {
        notOk++;
      }
      if (i % SAMPLE_EVERY == 0) {
        connection.answer().token().ifPresent(tokens::add);
      }
    }

    private static long awaitUntil(long due) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return due;
    }
  }
}
