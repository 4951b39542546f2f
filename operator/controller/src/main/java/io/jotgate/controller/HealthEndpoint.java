package io.jotgate.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /livez} and {@code GET /readyz} over plain HTTP, for the kubelet.
 *
 * <p>Live means that the process runs its controllers. An API server that is away does not make it
 * dead, since a restart would not help; it makes it not ready.
 */
final class HealthEndpoint implements AutoCloseable {
  private final HttpServer server;

  private HealthEndpoint(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port TCP port; 0 takes a free one
   */
  static HealthEndpoint start(int port, BooleanSupplier live, BooleanSupplier ready) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), 16);
      server.createContext("/livez", exchange -> answer(exchange, "/livez", live));
      server.createContext("/readyz", exchange -> answer(exchange, "/readyz", ready));
      server.start();
      return new HealthEndpoint(server);
    } catch (IOException taken) {
      throw new UncheckedIOException("Cannot listen on health port " + port, taken);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, String path, BooleanSupplier state)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      boolean good = state.getAsBoolean();
      byte[] body = (good ? "ok\n" : "not ok\n").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(good ? 200 : 503, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
