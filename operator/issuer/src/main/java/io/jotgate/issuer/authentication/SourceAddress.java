package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.Cidr;
import io.jotgate.issuer.model.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where a request comes from. {@code X-Forwarded-For} is read from its end, where each proxy adds
 * whom it heard, and only as far as proxies are trusted: what a client wrote there is never
 * believed.
 */
public final class SourceAddress {
  private static final int V6_PREFIX = 64;
  private static final int MAX_HOPS = 32;

  private SourceAddress() {}

  /**
   * By what the failures of a source are counted: an IPv4 address, or the /64 network of an IPv6
   * address, since whoever has one address of it has them all.
   *
   * @param peer address of the peer of the connection
   * @param forwardedFor all values of {@code X-Forwarded-For}, in their order
   * @param trustedProxies whose word is taken
   */
  public static String counted(String peer, List<String> forwardedFor, List<Cidr> trustedProxies) {
    return IpAddress.parse(peer)
        .map(address -> client(address, forwardedFor, trustedProxies))
        .map(client -> client.isV6() ? client.network(V6_PREFIX) : client)
        .map(IpAddress::toString)
        .orElse(peer);
  }

  /**
   * Address of the client, if it is not the peer of the connection itself that asks.
   *
   * @param peer address of the peer of the connection
   * @param forwardedFor all values of {@code X-Forwarded-For}, in their order
   * @param trustedProxies whose word is taken
   */
  public static Optional<String> behindProxies(
      String peer, List<String> forwardedFor, List<Cidr> trustedProxies) {
    return IpAddress.parse(peer)
        .flatMap(
            address ->
                Optional.of(client(address, forwardedFor, trustedProxies))
                    .filter(client -> !client.equals(address)))
        .map(IpAddress::toString);
  }

  private static IpAddress client(
      IpAddress peer, List<String> forwardedFor, List<Cidr> trustedProxies) {
    if (trustedProxies.isEmpty() || forwardedFor.isEmpty()) {
      return peer;
    }
    IpAddress client = peer;
    List<String> hops = List.of(String.join(",", forwardedFor).split(",", -1));
    int last = Math.max(0, hops.size() - MAX_HOPS);
    for (int i = hops.size() - 1; i >= last && isTrusted(client, trustedProxies); i--) {
      Optional<IpAddress> before = hop(hops.get(i).strip());
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return client;
  }

  private static boolean isTrusted(IpAddress address, List<Cidr> trustedProxies) {
    return trustedProxies.stream().anyMatch(range -> range.contains(address));
  }

  /** An address as proxies write it: alone, with a port, or in brackets with or without one. */
  private static Optional<IpAddress> hop(String text) {
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      return text.substring(bracket + 1).matches("(:[0-9]{1,5})?")
          ? IpAddress.parse(text.substring(1, bracket))
          : Optional.empty();
    }
    int colon = text.indexOf(':');
    boolean port = colon > 0 && text.substring(colon + 1).matches("[0-9]{1,5}");
    return port && text.indexOf('.') > 0
        ? IpAddress.parse(text.substring(0, colon))
        : IpAddress.parse(text);
  }
}
