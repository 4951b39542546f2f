package io.jotgate.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code GET /livez} and {@code GET /readyz} for the kubelet and {@code GET /metrics} for
 * Prometheus, over plain HTTP.
 *
 * <p>Live means that the process runs its controllers and that none of them hangs. An API server
 * that is away does not make it dead, since a restart would not help; it makes it not ready.
 */
final class HealthEndpoint implements AutoCloseable {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;

  private HealthEndpoint(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port TCP port; 0 takes a free one
   * @param metrics text format of Prometheus, made anew for each scrape
   */
  static HealthEndpoint start(
      int port, BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), 16);
      server.createContext("/livez", exchange -> answer(exchange, "/livez", state(live)));
      server.createContext("/readyz", exchange -> answer(exchange, "/readyz", state(ready)));
      server.createContext(
          "/metrics",
          exchange ->
              answer(exchange, "/metrics", () -> new Answer(200, METRICS_TYPE, metrics.get())));
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

  private record Answer(int code, String contentType, String body) {}

  private static Supplier<Answer> state(BooleanSupplier state) {
    return () ->
        state.getAsBoolean()
            ? new Answer(200, "text/plain", "ok\n")
            : new Answer(503, "text/plain", "not ok\n");
  }

  private static void answer(HttpExchange exchange, String path, Supplier<Answer> made)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      Answer answer = made.get();
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.code(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
