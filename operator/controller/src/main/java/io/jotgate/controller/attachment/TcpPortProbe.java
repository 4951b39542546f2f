package io.jotgate.controller.attachment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Opens a connection and closes it again. */
public final class TcpPortProbe implements PortProbe {
  private final Duration timeout;

  /** A probe that waits for at most the time-out. */
  public TcpPortProbe(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public boolean answers(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
