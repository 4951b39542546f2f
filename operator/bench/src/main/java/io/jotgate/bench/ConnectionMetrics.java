package io.jotgate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a token service says about its connections. */
final class ConnectionMetrics {
  private static final Pattern OPEN = Pattern.compile("jotgate_issuer_connections ([0-9.]+)");
  private static final Pattern CLOSED =
      Pattern.compile(
          "jotgate_issuer_connections_refused_total\\{reason=\"([a-z]+)\"\\} ([0-9.]+)");
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();

  private final ServerProcess server;

  ConnectionMetrics(ServerProcess server) {
    this.server = server;
  }

  /** Clients connected now; not a number if the server did not say so. */
  double open() {
    Matcher found = OPEN.matcher(metrics());
    return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
  }

  /** How many the server has closed, by reason. */
  String closed() {
    List<String> reasons = new ArrayList<>();
    Matcher found = CLOSED.matcher(metrics());
    while (found.find()) {
      reasons.add(found.group(1) + ": " + Table.number(Double.parseDouble(found.group(2)), 0));
    }
    return reasons.isEmpty() ? "none" : String.join(", ", reasons);
  }

  /** Waits until nobody is connected and no more files are open; false if that does not come. */
  boolean awaitNobody(int mostFiles) {
    // Sockets that have not ended their TLS handshake are no connections, but files.
    return await(() -> open() == 0 && server.tree().openFiles() <= mostFiles);
  }

  private static boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + RECOVERY.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  private String metrics() {
    try (KeepAliveConnection connection = KeepAliveConnection.open(server.management())) {
      connection.send(Request.get("/metrics"));
      return connection.answer().body();
    } catch (IOException e) {
      return "";
    }
  }
}
