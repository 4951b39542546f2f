package io.jotgate.testing.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between one client and the API server, plain HTTP/1.1 on the loopback address, and lets go
 * wrong what a {@link FaultPlan} says.
 *
 * <p>When the client is to die, the proxy goes black: it closes every connection and takes no
 * other, so that nothing of that client gets through any more. What it had sent before is still
 * carried out, as it would be if the process had died.
 */
public final class FaultProxy implements AutoCloseable {
  private final ServerSocket server;
  private final Upstream upstream;
  private final Journal journal;
  private final FaultPlan plan;
  private final CommitListener commits;
  private final Clock clock;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean black;

  private FaultProxy(
      ServerSocket server,
      Upstream upstream,
      Journal journal,
      FaultPlan plan,
      CommitListener commits,
      Clock clock) {
    this.server = server;
    this.upstream = upstream;
    this.journal = journal;
    this.plan = plan;
    this.commits = commits;
    this.clock = clock;
  }

  /**
   * Listens on a free port.
   *
   * @param clock what the API server says the time is, in the header {@code Date}
   */
  public static FaultProxy start(
      Upstream upstream, Journal journal, FaultPlan plan, CommitListener commits, Clock clock) {
    try {
      var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var proxy = new FaultProxy(server, upstream, journal, plan, commits, clock);
      Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
      return proxy;
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** Where the client finds its API server. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Whether the client is dead. */
  public boolean isBlack() {
    return black;
  }

  /** Lets the client die now. */
  public void goBlack() {
    refuse();
    open.forEach(FaultProxy::close);
  }

  @Override
  public void close() {
    goBlack();
  }

  /** Takes no further request, whoever has a connection. */
  void refuse() {
    black = true;
    close(server);
  }

  /** Closes something when the client dies, at once if it is dead. */
  void closeWithClient(AutoCloseable resource) {
    open.add(resource);
    if (black) {
      close(resource);
    }
  }

  void forget(AutoCloseable resource) {
    open.remove(resource);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        closeWithClient(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        // The loop ends.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new ProxyConnection(this, upstream, journal, plan, commits, clock, socket).serve();
    } catch (IOException gone) {
      // The client, or the API server, has closed.
    } finally {
      forget(socket);
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception unusable) {
      throw new IllegalStateException("cannot be closed", unusable);
    }
  }
}
