package io.jotgate.controller.attachment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpPortProbeTest {
  private final TcpPortProbe probe = new TcpPortProbe(Duration.ofSeconds(1));

  @Test
  void tellsAnOpenPortFromAClosedOne() throws IOException {
    int port;
    try (var open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = open.getLocalPort();
      assertTrue(probe.answers("127.0.0.1", port));
    }
    assertFalse(probe.answers("127.0.0.1", port));
  }
}
