package io.jotgate.issuer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the process is started.
 *
 * @param configDirectory the mounted directory ({@code JOTGATE_CONFIG_DIR}, default {@code
 *     /etc/jotgate})
 * @param port HTTPS port for clients ({@code JOTGATE_PORT}, default 8443); 0: any free one
 * @param managementPort HTTP port for kubelet, Prometheus and operator ({@code
 *     JOTGATE_MANAGEMENT_PORT}, default 9090); 0: any free one
 * @param pod name of the pod ({@code POD_NAME}, default {@code unknown})
 * @param drain time between becoming unready and closing the port at the end, so that nobody is
 *     sent here any more ({@code JOTGATE_DRAIN_SECONDS}, default 3)
 * @param pollInterval how often the directory is read again without a file event
 */
public record IssuerSettings(
    Path configDirectory,
    int port,
    int managementPort,
    String pod,
    Duration drain,
    Duration pollInterval) {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
  private static final int MAX_DRAIN_SECONDS = 600;

  /**
   * Reads settings from environment variables.
   *
   * @throws IllegalArgumentException naming the variable that is not as it should be
   */
  public static IssuerSettings from(Map<String, String> environment) {
    return new IssuerSettings(
        Path.of(environment.getOrDefault("JOTGATE_CONFIG_DIR", "/etc/jotgate")),
        number(environment, "JOTGATE_PORT", 8443, 65_535),
        number(environment, "JOTGATE_MANAGEMENT_PORT", 9090, 65_535),
        environment.getOrDefault("POD_NAME", "unknown"),
        Duration.ofSeconds(number(environment, "JOTGATE_DRAIN_SECONDS", 3, MAX_DRAIN_SECONDS)),
        POLL_INTERVAL);
  }

  private static int number(Map<String, String> environment, String name, int absent, int max) {
    String text = environment.get(name);
    if (text == null || text.isEmpty()) {
      return absent;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be an integer from 0 to " + max, e);
    }
    throw new IllegalArgumentException(name + " must be an integer from 0 to " + max);
  }
}
