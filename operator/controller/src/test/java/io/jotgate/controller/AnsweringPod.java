package io.jotgate.controller;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** The HTTP server of a pod, which answers well, badly or not at all. */
public final class AnsweringPod implements AutoCloseable {
  private final HttpServer server;
  private final String path;
  private final CountDownLatch over = new CountDownLatch(1);

  private AnsweringPod(HttpServer server, String path) {
    this.server = server;
    this.path = path;
  }

  /** A pod on loopback that answers requests for a path as it is told to. */
  public static AnsweringPod at(String path) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.start();
    return new AnsweringPod(server, path);
  }

  /** The address without the port. */
  public String address() {
    return server.getAddress().getAddress().getHostAddress();
  }

  /** The port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Answers with a body. */
  public void answers(int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  /** Takes requests and says nothing. */
  public void hangs() {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            untilItIsOver();
          }
        });
  }

  /** Begins an answer and does not end it. */
  public void stopsInTheMiddle() {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            untilItIsOver();
          }
        });
  }

  /** Is gone: nothing listens. */
  @Override
  public void close() {
    over.countDown();
    server.stop(0);
  }

  private void untilItIsOver() {
    try {
      over.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
