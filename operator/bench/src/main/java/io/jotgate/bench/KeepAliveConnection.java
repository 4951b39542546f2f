package io.jotgate.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * One connection with HTTP/1.1 on loopback, over TLS or plain, used for one request after the
 * other. It does as little as possible, since it runs beside the server that is measured; it trusts
 * every certificate.
 */
final class KeepAliveConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final SSLContext TLS = trustEverything();

  private final Socket socket;
  private final OutputStream out;
  private final AnswerReader reader;

  private KeepAliveConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.reader = new AnswerReader(socket.getInputStream());
  }

  /** Opens a connection; the handshake of TLS comes with the first request. */
  static KeepAliveConnection open(Endpoint endpoint) throws IOException {
    return new KeepAliveConnection(connect(endpoint, Optional.empty()));
  }

  /** The same from another address of loopback. */
  static KeepAliveConnection open(Endpoint endpoint, InetAddress from) throws IOException {
    return new KeepAliveConnection(connect(endpoint, Optional.of(from)));
  }

  /**
   * A socket that is connected; the handshake of TLS comes with the first byte.
   *
   * @param from an address of loopback; empty: any
   */
  static Socket connect(Endpoint endpoint, Optional<InetAddress> from) throws IOException {
    Socket socket = endpoint.tls() ? TLS.getSocketFactory().createSocket() : new Socket();
    try {
      if (from.isPresent()) {
        socket.bind(new InetSocketAddress(from.get(), 0));
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()), TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a request and reads the whole answer; gives its status. */
  int send(Request request) throws IOException {
    out.write(request.bytes());
    out.flush();
    return reader.next();
  }

  /** Bytes of the last answer, without what TLS adds. */
  int answerBytes() {
    return reader.bytes();
  }

  /** Head and body of the last answer. */
  byte[] rawAnswer() {
    return reader.raw();
  }

  /** Whether the last answer consists of these bytes. */
  boolean answered(byte[] raw) {
    return reader.is(raw);
  }

  /** The last answer. */
  Answer answer() {
    return reader.answer();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** TLS for clients that trust every certificate. */
  static SSLContext tls() {
    return TLS;
  }

  private static SSLContext trustEverything() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustEverything()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TrustEverything implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
