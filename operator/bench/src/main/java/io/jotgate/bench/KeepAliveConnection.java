package io.jotgate.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * One connection with HTTP/1.1 over TLS on loopback, used for one request after the other. It does
 * as little as possible, since it runs beside the server that is measured; it trusts every
 * certificate.
 */
final class KeepAliveConnection implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 32 * 1024;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final String LENGTH_FIELD = "\r\ncontent-length: ";
  private static final SSLContext TLS = trustEverything();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[MAX_ANSWER_BYTES];

  private KeepAliveConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Opens a connection; the handshake comes with the first request. */
  static KeepAliveConnection open(int port) throws IOException {
    Socket socket = TLS.getSocketFactory().createSocket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return new KeepAliveConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a request and reads the whole answer. */
  Answer send(Request request) throws IOException {
    out.write(request.bytes());
    out.flush();
    int filled = 0;
    int bodyStart = -1;
    while (bodyStart < 0) {
      int from = Math.max(0, filled - 3);
      filled = more(filled);
      bodyStart = afterBlankLine(from, filled);
    }
    String head = new String(buffer, 0, bodyStart - 4, StandardCharsets.ISO_8859_1);
    int end = bodyStart + contentLength(head);
    while (filled < end) {
      filled = more(filled);
    }
    return new Answer(Integer.parseInt(head.substring(9, 12)), head, end - bodyStart);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private int more(int filled) throws IOException {
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read <= 0) {
      throw new EOFException("the server has closed the connection");
    }
    return filled + read;
  }

  private int afterBlankLine(int from, int filled) {
    for (int i = from; i + 3 < filled; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private static int contentLength(String head) throws ProtocolException {
    int field = head.toLowerCase(Locale.ROOT).indexOf(LENGTH_FIELD);
    if (field < 0) {
      throw new ProtocolException("an answer does not say its length");
    }
    int start = field + LENGTH_FIELD.length();
    int end = head.indexOf('\r', start);
    return Integer.parseInt(head.substring(start, end < 0 ? head.length() : end).strip());
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
