package io.jotgate.issuer.model;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The address of a peer, from text and without asking anybody for a name.
 *
 * <p>IPv4 in four decimal numbers without leading zeros; IPv6 as in RFC 4291 section 2.2, with a
 * zone that is ignored. An IPv4 address that is written as IPv6 ({@code ::ffff:192.0.2.1}) is the
 * IPv4 address.
 */
public final class IpAddress {
  private static final int MAX_LENGTH = 64;
  private static final int V4_BYTES = 4;
  private static final int V6_BYTES = 16;
  private static final int V6_GROUPS = 8;
  private static final byte[] V4_IN_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads an address; empty if the text is none. */
  public static Optional<IpAddress> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    return address.indexOf(':') < 0
        ? (zone < 0 ? v4(address).map(IpAddress::new) : Optional.empty())
        : v6(address).map(IpAddress::withoutWrapping);
  }

  /** Whether it is one of IPv6. */
  public boolean isV6() {
    return bytes.length == V6_BYTES;
  }

  /** How many bits it has: 32 or 128. */
  public int bits() {
    return bytes.length * Byte.SIZE;
  }

  /** The address with all bits zero but the first ones. */
  public IpAddress network(int prefixBits) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp((long) prefixBits - (long) i * Byte.SIZE, 0, Byte.SIZE);
      masked[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    return new IpAddress(masked);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** One text for each address: decimal for IPv4, eight groups of four hex digits for IPv6. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      if (isV6()) {
        text.append(i > 0 && i % 2 == 0 ? ":" : "").append(HexFormat.of().toHexDigits(bytes[i]));
      } else {
        text.append(i > 0 ? "." : "").append(bytes[i] & 0xff);
      }
    }
    return text.toString();
  }

  private static IpAddress withoutWrapping(byte[] v6) {
    return Arrays.equals(V4_IN_V6, 0, V4_IN_V6.length, v6, 0, V4_IN_V6.length)
        ? new IpAddress(Arrays.copyOfRange(v6, V4_IN_V6.length, V6_BYTES))
        : new IpAddress(v6);
  }

  private static Optional<byte[]> v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != V4_BYTES) {
      return Optional.empty();
    }
    byte[] address = new byte[V4_BYTES];
    for (int i = 0; i < V4_BYTES; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 0xff) {
        return Optional.empty();
      }
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return Optional.of(address);
  }

  private static Optional<byte[]> v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true).filter(all -> all.length == V6_BYTES);
    }
    Optional<byte[]> before = groups(text.substring(0, gap), false);
    Optional<byte[]> after = groups(text.substring(gap + 2), true);
    if (before.isEmpty()
        || after.isEmpty()
        || before.get().length + after.get().length > V6_BYTES - 2) {
      return Optional.empty();
    }
    byte[] address = Arrays.copyOf(before.get(), V6_BYTES);
    byte[] end = after.get();
    System.arraycopy(end, 0, address, V6_BYTES - end.length, end.length);
    return Optional.of(address);
  }

  /** Groups of hex digits, the last of which may be an IPv4 address if the address ends there. */
  private static Optional<byte[]> groups(String text, boolean atTheEnd) {
    if (text.isEmpty()) {
      return Optional.of(new byte[0]);
    }
    String[] parts = text.split(":", -1);
    if (parts.length > V6_GROUPS) {
      return Optional.empty();
    }
    byte[] address = new byte[V6_BYTES + 2];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      if (atTheEnd && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        Optional<byte[]> last = v4(parts[i]);
        if (last.isEmpty() || length > V6_BYTES - V4_BYTES) {
          return Optional.empty();
        }
        System.arraycopy(last.get(), 0, address, length, V4_BYTES);
        length += V4_BYTES;
      } else if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
        int group = HexFormat.fromHexDigits(parts[i]);
        address[length++] = (byte) (group >> Byte.SIZE);
        address[length++] = (byte) group;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(Arrays.copyOf(address, length));
  }
}
