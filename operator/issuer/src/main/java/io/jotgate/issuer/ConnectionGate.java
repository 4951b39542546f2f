package io.jotgate.issuer;

import io.jotgate.issuer.ConnectionCounts.Admission;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.metrics.IssuerMetrics;
import io.jotgate.issuer.model.IpAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps slow and greedy clients from taking the port: a connection beyond the limits is closed at
 * once, one that does not bring a whole request head in time is closed then. The time runs from the
 * connection, later from its latest request; a byte now and then does not stretch it.
 */
final class ConnectionGate {
  private static final int V6_PREFIX = 64;
  private static final Duration NEXT_REQUEST = Duration.ofSeconds(60);
  private static final Duration SWEEP = Duration.ofMillis(500);

  private final ConnectionLimits limits;
  private final ConnectionCounts counts;
  private final IssuerMetrics metrics;
  private final Supplier<LoadedState> state;
  private final LongSupplier nanoTime;
  private final Map<HttpConnection, Long> deadlines = new ConcurrentHashMap<>();

  /**
   * A gate.
   *
   * @param state names the proxies that speak for many clients
   * @param nanoTime a clock that only measures time
   */
  ConnectionGate(
      ConnectionLimits limits,
      Supplier<LoadedState> state,
      IssuerMetrics metrics,
      LongSupplier nanoTime) {
    this.limits = limits;
    this.counts = new ConnectionCounts(limits);
    this.metrics = metrics;
    this.state = state;
    this.nanoTime = nanoTime;
    metrics.connections(counts::total);
  }

  /** Looks for connections that are too slow from now on, until Vert.x ends. */
  ConnectionGate watching(Vertx vertx) {
    vertx.setPeriodic(SWEEP.toMillis(), id -> closeSlow());
    return this;
  }

  /** Admits a new connection or closes it. */
  void opened(HttpConnection connection) {
    String peer = connection.remoteAddress().hostAddress();
    Optional<IpAddress> address = IpAddress.parse(peer);
    String source = address.map(ConnectionGate::source).orElse(peer);
    Admission admission =
        address.filter(this::isProxy).isPresent()
            ? counts.admitProxy(source)
            : counts.admit(source);
    if (admission != Admission.ADMITTED) {
      metrics.connectionRefused(admission.name().toLowerCase(Locale.ROOT));
      connection.close();
      return;
    }
    deadlines.put(connection, nanoTime.getAsLong() + limits.firstRequest().toNanos());
    connection.closeHandler(
        closed -> {
          deadlines.remove(connection);
          counts.release(source);
        });
  }

  /** The head of a request has come. */
  void requested(HttpConnection connection) {
    long deadline = nanoTime.getAsLong() + NEXT_REQUEST.toNanos();
    deadlines.computeIfPresent(connection, (key, old) -> deadline);
  }

  /** Whoever has one address of an IPv6 network has them all. */
  private static String source(IpAddress address) {
    return (address.isV6() ? address.network(V6_PREFIX) : address).toString();
  }

  private boolean isProxy(IpAddress address) {
    return state.get().config().stream()
        .flatMap(config -> config.authentication().trustedProxies().stream())
        .anyMatch(range -> range.contains(address));
  }

  private void closeSlow() {
    long now = nanoTime.getAsLong();
    deadlines.forEach(
        (connection, deadline) -> {
          if (now - deadline > 0 && deadlines.remove(connection, deadline)) {
            metrics.connectionRefused("slow");
            connection.close();
          }
        });
  }
}
