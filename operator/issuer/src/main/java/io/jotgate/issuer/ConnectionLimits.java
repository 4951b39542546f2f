package io.jotgate.issuer;

import java.time.Duration;

/**
 * What the port for clients bears.
 *
 * @param total connections of all clients ({@code JOTGATE_MAX_CONNECTIONS}, default 2048)
 * @param perSource connections of one address, or of one IPv6 network of 64 bits ({@code
 *     JOTGATE_MAX_CONNECTIONS_PER_SOURCE}, default 512)
 * @param firstRequest within which a connection has to bring the head of its first request
 */
public record ConnectionLimits(int total, int perSource, Duration firstRequest) {
  /** What a pod of default size bears. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(2048, 512, Duration.ofSeconds(10));

  /**
   * Checks all components.
   *
   * @throws IllegalArgumentException if a number is below 1, or the time not positive
   */
  public ConnectionLimits {
    if (total < 1 || perSource < 1 || !firstRequest.isPositive()) {
      throw new IllegalArgumentException("limits of connections must be positive");
    }
  }

  /** The same time with other numbers. */
  ConnectionLimits withNumbers(int newTotal, int newPerSource) {
    return new ConnectionLimits(newTotal, newPerSource, firstRequest);
  }
}
