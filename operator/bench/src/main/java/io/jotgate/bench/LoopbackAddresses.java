package io.jotgate.bench;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;

/** Addresses of this machine from which a server sees different clients. */
final class LoopbackAddresses {
  private static final int MOST = 250;

  private LoopbackAddresses() {}

  /** So many addresses of one network of 256, none of them of another network. */
  static List<InetAddress> of(int network, int count) {
    if (count > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " addresses");
    }
    return IntStream.rangeClosed(1, count).mapToObj(i -> address(network, i)).toList();
  }

  private static InetAddress address(int network, int host) {
    return InetAddress.ofLiteral("127.0." + network + "." + host);
  }
}
