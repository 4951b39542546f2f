package io.jotgate.issuer;

/**
 * How many connections the port for clients takes.
 *
 * @param total of all clients ({@code JOTGATE_MAX_CONNECTIONS}, default 2048)
 * @param perSource of one address, or of one IPv6 network of 64 bits ({@code
 *     JOTGATE_MAX_CONNECTIONS_PER_SOURCE}, default 512)
 */
public record ConnectionLimits(int total, int perSource) {
  /** What a pod of default size bears. */
  public static final ConnectionLimits DEFAULT = new ConnectionLimits(2048, 512);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public ConnectionLimits {
    if (total < 1 || perSource < 1) {
      throw new IllegalArgumentException("a limit of connections must be at least 1");
    }
  }
}
