package io.jotgate.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/** A token of one client, taken anew when half of its life is over. */
final class RefreshedToken implements Supplier<String>, AutoCloseable {
  private final Supplier<HttpResponse<String>> issuer;
  private final Closeable connection;
  private String text = "";
  private long renewal;

  /**
   * Takes tokens when they are needed.
   *
   * @param issuer asks for one
   * @param connection to the issuer
   */
  RefreshedToken(Supplier<HttpResponse<String>> issuer, Closeable connection) {
    this.issuer = issuer;
    this.connection = connection;
  }

  @Override
  public synchronized String get() {
    long now = System.currentTimeMillis();
    if (now >= renewal) {
      HttpResponse<String> answer = issuer.get();
      text = answer.headers().firstValue("Authorization").orElseThrow().substring(7);
      long expiry = Web.part(text, 1).path("exp").asLong() * 1000;
      renewal = now + (expiry - now) / 2;
    }
    return text;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
