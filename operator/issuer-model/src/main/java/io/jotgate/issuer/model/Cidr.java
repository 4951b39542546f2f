package io.jotgate.issuer.model;

import java.util.Optional;

/**
 * A range of addresses, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32} (RFC 4632, RFC 4291).
 *
 * @param network its first address
 * @param prefixBits how many bits all its addresses share
 */
public record Cidr(IpAddress network, int prefixBits) implements Comparable<Cidr> {
  static final int MAX_LENGTH = 64;

  /**
   * Checks the length and clears the bits behind it.
   *
   * @throws InvalidDocumentException if an address has fewer bits
   */
  public Cidr {
    if (prefixBits < 0 || prefixBits > network.bits()) {
      throw invalid();
    }
    network = network.network(prefixBits);
  }

  /**
   * Reads a range.
   *
   * @throws InvalidDocumentException if the text is none
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String bits = text.substring(slash + 1);
    Optional<IpAddress> address =
        slash < 0 || text.indexOf('%') >= 0
            ? Optional.empty()
            : IpAddress.parse(text.substring(0, slash));
    // IPv4 that is written as IPv6 counts its bits from another start: which ones is a guess.
    boolean wrapped =
        address.isPresent() && !address.get().isV6() && text.substring(0, slash).contains(":");
    if (address.isEmpty() || wrapped || !bits.matches("0|[1-9][0-9]{0,2}")) {
      throw invalid();
    }
    return new Cidr(address.get(), Integer.parseInt(bits));
  }

  /** Whether an address is in the range. */
  public boolean contains(IpAddress address) {
    return address.bits() == network.bits() && address.network(prefixBits).equals(network);
  }

  @Override
  public int compareTo(Cidr other) {
    return toString().compareTo(other.toString());
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return network + "/" + prefixBits;
  }

  private static InvalidDocumentException invalid() {
    return new InvalidDocumentException(
        "trustedProxies", "must be ranges of addresses such as 10.0.0.0/8 or 2001:db8::/32");
  }
}
