package io.jotgate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Slow sockets and wrong logins, in a process of their own so that their garbage does not stop the
 * clocks of those who measure. It says {@code ready} when all sockets were opened, goes on until
 * its input ends, and then says what came back.
 */
public final class AttackMain {
  private static final int CONNECTIONS = 200;
  private static final int KNOWN_USERS = 100;
  private static final Duration OPENING = Duration.ofMinutes(1);
  private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

  private AttackMain() {}

  /**
   * Attacks a server on loopback.
   *
   * @param arguments port, whether it speaks TLS, addresses to come from, slow sockets, wrong
   *     logins per second
   */
  public static void main(String[] arguments) throws IOException {
    Endpoint endpoint =
        new Endpoint(Integer.parseInt(arguments[0]), Boolean.parseBoolean(arguments[1]));
    List<InetAddress> addresses = LoopbackAddresses.of(1, Integer.parseInt(arguments[2]));
    int sockets = Integer.parseInt(arguments[3]);
    double rate = Double.parseDouble(arguments[4]);
    try (SlowSockets slow = new SlowSockets(endpoint, addresses, sockets)) {
      Visitors visitors =
          new Visitors(
              endpoint,
              addresses,
              rate,
              Math.max(1, CONNECTIONS / addresses.size()),
              true,
              AttackMain::wrongLogin);
      CompletableFuture<Tally> logins = CompletableFuture.supplyAsync(visitors::run);
      long end = System.nanoTime() + OPENING.toNanos();
      while (slow.opened() < sockets && System.nanoTime() < end) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Until the other side closes it.
      }
      visitors.stop();
      System.out.println("wrong logins " + logins.join().outcomes());
      System.out.println(
          "slow sockets open " + slow.open() + " at the end, opened " + slow.opened());
    }
    System.exit(0);
  }

  /** Users who exist and users who do not, never twice the same password. */
  private static Request wrongLogin(int number) {
    String user = number % 2 == 0 ? CrowdFiles.user(number % KNOWN_USERS) : "nobody-" + number;
    return Request.login(user, "wrong-" + number);
  }
}
