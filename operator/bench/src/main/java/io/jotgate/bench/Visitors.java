package io.jotgate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Clients that ask at a rate which does not depend on the answers, from some addresses in turn.
 * Each has as many connections as it needs at once, up to a bound, and keeps them or opens one for
 * each request. Time counts from when a request was due, also while it waits for a connection.
 *
 * <p>A kept connection that turns out to be closed before a byte of an answer has come is no
 * refusal: like every client of HTTP, these then ask once more, on a new connection.
 */
final class Visitors {
  private final Endpoint endpoint;
  private final List<InetAddress> addresses;
  private final List<Deque<KeepAliveConnection>> idle = new ArrayList<>();
  private final List<Semaphore> free = new ArrayList<>();
  private final double rate;
  private final boolean keeping;
  private final IntFunction<Request> requests;
  private final Tally tally = new Tally();
  private volatile boolean stopped;

  /**
   * Clients that have not come yet.
   *
   * @param rate requests per second, of all addresses together
   * @param connections of each address, at most
   * @param keeping whether connections are kept
   * @param requests by number
   */
  Visitors(
      Endpoint endpoint,
      List<InetAddress> addresses,
      double rate,
      int connections,
      boolean keeping,
      IntFunction<Request> requests) {
    this.endpoint = endpoint;
    this.addresses = List.copyOf(addresses);
    this.rate = rate;
    this.keeping = keeping;
    this.requests = requests;
    for (int i = 0; i < addresses.size(); i++) {
      idle.add(new ConcurrentLinkedDeque<>());
      free.add(new Semaphore(connections));
    }
  }

  /** Asks for some time, and then waits for the answers. */
  Tally run(Duration time) {
    return run(System.nanoTime() + time.toNanos());
  }

  /** Asks until it is stopped. */
  Tally run() {
    return run(System.nanoTime() + Long.MAX_VALUE / 2);
  }

  /** Asks no more. */
  void stop() {
    stopped = true;
  }

  private Tally run(long end) {
    long interval = Math.round(1e9 / rate);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int number = 0;
      for (long due = System.nanoTime(); due - end < 0 && !stopped; due += interval) {
        awaitUntil(due);
        int request = number++;
        long from = due;
        threads.execute(() -> ask(request, from));
      }
    } finally {
      idle.forEach(Visitors::closeAll);
    }
    return tally;
  }

  private void ask(int number, long due) {
    int client = number % addresses.size();
    Request request = requests.apply(number);
    free.get(client).acquireUninterruptibly();
    try {
      if (stopped) {
        return;
      }
      tally.answered(answer(client, request), System.nanoTime() - due);
    } catch (IOException e) {
      tally.failed(e.getClass().getSimpleName(), System.nanoTime() - due);
    } finally {
      free.get(client).release();
    }
  }

  private int answer(int client, Request request) throws IOException {
    KeepAliveConnection kept = keeping ? idle.get(client).pollLast() : null;
    if (kept != null) {
      try {
        return send(client, kept, request);
      } catch (IOException e) {
        kept.close();
      }
    }
    KeepAliveConnection connection = KeepAliveConnection.open(endpoint, addresses.get(client));
    try {
      return send(client, connection, request);
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private int send(int client, KeepAliveConnection connection, Request request) throws IOException {
    int status = connection.send(request);
    if (keeping) {
      idle.get(client).addLast(connection);
    } else {
      connection.close();
    }
    return status;
  }

  private static void closeAll(Deque<KeepAliveConnection> connections) {
    for (KeepAliveConnection each : connections) {
      try {
        each.close();
      } catch (IOException e) {
        // It is closed, one way or the other.
      }
    }
  }

  private static void awaitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
