package io.jotgate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sockets that are there and take their time: every second one does not get further than the first
 * bytes of a TLS handshake, the others send the head of a request, or a body at the token endpoint,
 * a byte every three seconds. One that the server has closed is opened again.
 */
final class SlowSockets implements AutoCloseable {
  private static final Duration BYTE_EVERY = Duration.ofSeconds(3);
  private static final int STEPS = 30;
  private static final int OPENING = 16;

  /** The first bytes of a record with a ClientHello, each a character. */
  private static final String BEGIN_OF_HELLO = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001";

  private static final String BEGIN_OF_HEAD = "POST /auth HTTP/1.1\r\nHost: localhost\r\nX-Slow: x";
  private static final String BEGIN_OF_BODY =
      "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nx";

  private final Endpoint endpoint;
  private final List<Slow> sockets = new ArrayList<>();
  private final ExecutorService openers = Executors.newFixedThreadPool(OPENING);
  private final Thread trickle = new Thread(this::trickle, "trickle");
  private final AtomicLong opened = new AtomicLong();
  private volatile boolean ended;

  /** A number of sockets from some addresses in turn; each is opened as soon as may be. */
  SlowSockets(Endpoint endpoint, List<InetAddress> addresses, int count) {
    this.endpoint = endpoint;
    for (int i = 0; i < count; i++) {
      sockets.add(new Slow(addresses.get(i % addresses.size()), Kind.of(i)));
    }
    sockets.forEach(each -> openers.execute(each::open));
    trickle.start();
  }

  private enum Kind {
    HELLO(BEGIN_OF_HELLO),
    HEAD(BEGIN_OF_HEAD),
    BODY(BEGIN_OF_BODY);

    private final String begin;

    Kind(String begin) {
      this.begin = begin;
    }

    int length() {
      return begin.length();
    }

    byte[] bytes() {
      return begin.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Kind of(int number) {
      return number % 2 == 0 ? HELLO : number % 4 == 1 ? HEAD : BODY;
    }
  }

  /** How many were opened until now, again and again. */
  long opened() {
    return opened.get();
  }

  /** How many are open as far as is known: one that was closed is noticed with its next byte. */
  long open() {
    return sockets.stream().filter(Slow::isOpen).count();
  }

  private void trickle() {
    for (int step = 0; !ended; step = (step + 1) % STEPS) {
      for (int i = step; i < sockets.size() && !ended; i += STEPS) {
        sockets.get(i).oneByteMore();
      }
      LockSupport.parkNanos(BYTE_EVERY.toNanos() / STEPS);
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      trickle.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    openers.close();
    sockets.forEach(Slow::close);
  }

  private final class Slow {
    private final InetAddress from;
    private final Kind kind;
    private volatile Socket socket = new Socket();
    private volatile boolean opening = true;
    private int sent;

    Slow(InetAddress from, Kind kind) {
      this.from = from;
      this.kind = kind;
    }

    boolean isOpen() {
      return !opening && !socket.isClosed();
    }

    void open() {
      try {
        if (!ended) {
          Endpoint plainIfHello =
              new Endpoint(endpoint.port(), endpoint.tls() && kind != Kind.HELLO);
          socket = KeepAliveConnection.connect(plainIfHello, Optional.of(from));
          // All at once, but for a handshake.
          sent = kind == Kind.HELLO ? 1 : kind.length();
          socket.getOutputStream().write(kind.bytes(), 0, sent);
          opened.incrementAndGet();
        }
      } catch (IOException e) {
        close();
      } finally {
        opening = false;
      }
    }

    void oneByteMore() {
      if (opening) {
        return;
      }
      try {
        if (socket.isClosed()) {
          throw new IOException("closed before");
        }
        socket.getOutputStream().write(sent < kind.length() ? kind.bytes()[sent++] : 'x');
      } catch (IOException e) {
        close();
        opening = true;
        openers.execute(this::open);
      }
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone anyway.
      }
    }
  }
}
