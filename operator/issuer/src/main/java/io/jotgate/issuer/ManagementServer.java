package io.jotgate.issuer;

import io.jotgate.issuer.management.ManagementRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server for kubelet, Prometheus and operator. */
final class ManagementServer {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);

  private final HttpServer server;

  ManagementServer(Vertx vertx, int port, ManagementRoutes routes) {
    server = vertx.createHttpServer(ServerLimits.plain()).requestHandler(routes);
    try {
      server.listen(port).await();
    } catch (Throwable e) {
      // Vert.x throws what the network said, checked exceptions too.
      throw new IllegalStateException("Management port " + port + " cannot be opened", e);
    }
    LOG.info("Listening for management on port {} (HTTP)", server.actualPort());
  }

  int port() {
    return server.actualPort();
  }

  void close() {
    server.close().await();
  }
}
