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
 * Keeps slow and greedy clients from taking the port.
 *
 * <ul>
 *   <li>A connection that does not bring a whole request head in time is closed. The time runs from
 *       the connection, later from its latest request; a byte now and then does not stretch it.
 *   <li>Where all places are taken, or all of a source, the connection that has waited longest
 *       without ever getting an answer makes room: those who take their time give way to those who
 *       do not, since a request follows its connection within moments. Is there none, the new one
 *       is closed at once.
 *   <li>While nearly all places are taken, a connection that has been silent for {@link #IMPATIENT}
 *       is closed too.
 * </ul>
 */
final class ConnectionGate {
  private static final int V6_PREFIX = 64;
  private static final Duration NEXT_REQUEST = Duration.ofSeconds(60);
  private static final Duration IMPATIENT = Duration.ofSeconds(5);
  private static final double NEARLY_ALL = 0.9;
  private static final Duration SWEEP = Duration.ofMillis(500);

  private final ConnectionLimits limits;
  private final ConnectionCounts counts;
  private final Newcomers<HttpConnection> newcomers = new Newcomers<>();
  private final IssuerMetrics metrics;
  private final Supplier<LoadedState> state;
  private final LongSupplier nanoTime;
  private final Map<HttpConnection, Watched> watched = new ConcurrentHashMap<>();

  /** What is known about an admitted connection; it has a place as long as it is watched. */
  private static final class Watched {
    private final String source;
    private volatile boolean answered;
    private volatile boolean asked;

    /** Of the latest head, or of the connection itself. */
    private volatile long since;

    Watched(String source, long since) {
      this.source = source;
      this.since = since;
    }
  }

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
    boolean proxy = address.filter(this::isProxy).isPresent();
    Admission admission = admit(source, proxy);
    if (admission != Admission.ADMITTED && makeRoom(admission, source)) {
      admission = admit(source, proxy);
    }
    if (admission != Admission.ADMITTED) {
      metrics.connectionRefused(admission.name().toLowerCase(Locale.ROOT));
      connection.close();
      return;
    }
    watched.put(connection, new Watched(source, nanoTime.getAsLong()));
    newcomers.add(connection, source);
    connection.closeHandler(closed -> leave(connection));
  }

  /** The head of a request has come. */
  void requested(HttpConnection connection) {
    Watched found = watched.get(connection);
    if (found != null) {
      found.since = nanoTime.getAsLong();
      found.asked = true;
    }
  }

  /** A request has been answered. */
  void answered(HttpConnection connection) {
    Watched found = watched.get(connection);
    if (found != null && !found.answered) {
      found.answered = true;
      newcomers.remove(connection);
    }
  }

  private Admission admit(String source, boolean proxy) {
    return proxy ? counts.admitProxy(source) : counts.admit(source);
  }

  private boolean makeRoom(Admission refused, String source) {
    Optional<HttpConnection> oldest =
        refused == Admission.SOURCE ? newcomers.takeOldest(source) : newcomers.takeOldest();
    return oldest.filter(each -> close(each, "displaced")).isPresent();
  }

  /** Its place is free at once, whenever the network has closed it. */
  private boolean leave(HttpConnection connection) {
    Watched found = watched.remove(connection);
    if (found == null) {
      return false;
    }
    newcomers.remove(connection);
    counts.release(found.source);
    return true;
  }

  private boolean close(HttpConnection connection, String reason) {
    boolean left = leave(connection);
    if (left) {
      metrics.connectionRefused(reason);
      connection.close();
    }
    return left;
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
    boolean tight = counts.total() >= limits.total() * NEARLY_ALL;
    Duration next = tight ? IMPATIENT : NEXT_REQUEST;
    watched.forEach(
        (connection, each) -> {
          Duration most = each.asked ? next : limits.firstRequest();
          if (now - each.since > most.toNanos()) {
            close(connection, "slow");
          }
        });
  }
}
