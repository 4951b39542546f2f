package io.jotgate.issuer;

import io.jotgate.issuer.endpoint.InvalidRequests;
import io.jotgate.issuer.endpoint.Routes;
import io.jotgate.issuer.tls.CurrentCertificate;
import io.jotgate.issuer.tls.ServerCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP servers for clients: one for each event loop, on one port, with TLS or without. */
final class ClientServer {
  private static final Logger LOG = LoggerFactory.getLogger(ClientServer.class);
  private static final int MAX_EVENT_LOOPS = 8;

  private final Vertx vertx;
  private final int wantedPort;
  private final boolean tls;
  private final Routes routes;
  private final ConnectionGate gate;
  private final CurrentCertificate keyManager = new CurrentCertificate();
  private final List<HttpServer> servers = new ArrayList<>();
  private final AtomicInteger port = new AtomicInteger();

  ClientServer(Vertx vertx, IssuerSettings settings, Routes routes, ConnectionGate gate) {
    this.vertx = vertx;
    this.wantedPort = settings.port();
    this.tls = settings.tls();
    this.routes = routes;
    this.gate = gate;
  }

  /** Opens the port if it needs no certificate. */
  synchronized void servePlain() {
    if (!tls && servers.isEmpty()) {
      open();
    }
  }

  /** Gives new connections this certificate; opens the port with the first one. */
  synchronized void serve(ServerCertificate certificate) {
    keyManager.use(certificate);
    if (servers.isEmpty()) {
      open();
    }
  }

  int port() {
    return port.get();
  }

  /** Closes the port and waits for requests that have begun. */
  synchronized void close(Duration timeout) {
    Future.join(servers.stream().map(server -> server.shutdown(timeout)).toList())
        .onFailure(e -> LOG.warn("A server does not close: {}", e.getClass().getSimpleName()))
        .otherwiseEmpty()
        .await();
    servers.clear();
  }

  private void accept(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    gate.requested(connection);
    request.response().endHandler(end -> gate.answered(connection));
    routes.handle(request);
  }

  private void open() {
    // Servers share a port only if they ask for the same one: any free port is for one server.
    int processors = Runtime.getRuntime().availableProcessors();
    int count = wantedPort == 0 ? 1 : Math.clamp(processors, 1, MAX_EVENT_LOOPS);
    for (int i = 0; i < count; i++) {
      servers.add(
          vertx
              .createHttpServer(tls ? ServerLimits.tls(keyManager) : ServerLimits.plain())
              .connectionHandler(gate::opened)
              .requestHandler(this::accept)
              .invalidRequestHandler(InvalidRequests::answer)
              .exceptionHandler(
                  e -> LOG.debug("A connection failed: {}", e.getClass().getSimpleName())));
    }
    try {
      servers.forEach(server -> server.listen(wantedPort).await());
    } catch (Throwable e) {
      // Vert.x throws what the network said, checked exceptions too.
      close(Duration.ZERO);
      throw new IllegalStateException("Port " + wantedPort + " cannot be opened", e);
    }
    port.set(servers.getFirst().actualPort());
    LOG.info("Listening for clients on port {} ({})", port.get(), tls ? "HTTPS" : "HTTP");
  }
}
