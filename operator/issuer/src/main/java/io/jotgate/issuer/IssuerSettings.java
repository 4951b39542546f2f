package io.jotgate.issuer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the process is started.
 *
 * @param configDirectory the mounted directory ({@code JOTGATE_CONFIG_DIR}, default {@code
 *     /etc/jotgate})
 * @param port for clients ({@code JOTGATE_PORT}, default 8443); 0: any free one
 * @param tls whether that port is HTTPS ({@code JOTGATE_TLS}, default {@code true}); else it is
 *     plain HTTP, for a mesh or proxy in the pod that does the TLS
 * @param managementPort HTTP port for kubelet, Prometheus and operator ({@code
 *     JOTGATE_MANAGEMENT_PORT}, default 9090); 0: any free one
 * @param pod name of the pod ({@code POD_NAME}, default {@code unknown})
 * @param drain time between becoming unready and closing the port at the end, so that nobody is
 *     sent here any more ({@code JOTGATE_DRAIN_SECONDS}, default 3)
 * @param pollInterval how often the directory is read again without a file event
 * @param connections how many clients may connect
 */
public record IssuerSettings(
    Path configDirectory,
    int port,
    boolean tls,
    int managementPort,
    String pod,
    Duration drain,
    Duration pollInterval,
    ConnectionLimits connections) {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
  private static final int MAX_DRAIN_SECONDS = 600;
  private static final int MAX_CONNECTIONS = 1_000_000;

  /**
   * Reads settings from environment variables.
   *
   * @throws IllegalArgumentException naming the variable that is not as it should be
   */
  public static IssuerSettings from(Map<String, String> environment) {
    return new IssuerSettings(
        Path.of(environment.getOrDefault("JOTGATE_CONFIG_DIR", "/etc/jotgate")),
        number(environment, "JOTGATE_PORT", 8443, 0, 65_535),
        truth(environment, "JOTGATE_TLS", true),
        number(environment, "JOTGATE_MANAGEMENT_PORT", 9090, 0, 65_535),
        environment.getOrDefault("POD_NAME", "unknown"),
        Duration.ofSeconds(number(environment, "JOTGATE_DRAIN_SECONDS", 3, 0, MAX_DRAIN_SECONDS)),
        POLL_INTERVAL,
        ConnectionLimits.DEFAULT.withNumbers(
            number(
                environment,
                "JOTGATE_MAX_CONNECTIONS",
                ConnectionLimits.DEFAULT.total(),
                1,
                MAX_CONNECTIONS),
            number(
                environment,
                "JOTGATE_MAX_CONNECTIONS_PER_SOURCE",
                ConnectionLimits.DEFAULT.perSource(),
                1,
                MAX_CONNECTIONS)));
  }

  private static boolean truth(Map<String, String> environment, String name, boolean absent) {
    return switch (environment.getOrDefault(name, "")) {
      case "" -> absent;
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(name + " must be true or false");
    };
  }

  private static int number(
      Map<String, String> environment, String name, int absent, int min, int max) {
    String text = environment.get(name);
    if (text == null || text.isEmpty()) {
      return absent;
    }
    String rule = name + " must be an integer from " + min + " to " + max;
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }
}
