package io.jotgate.testing.envoy;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** An Envoy with the arguments of an injected sidecar. */
public final class EnvoyProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final Path adminSocket;
  private final Path log;

  private EnvoyProcess(Process process, Path adminSocket, Path log) {
    this.process = process;
    this.adminSocket = adminSocket;
    this.log = log;
  }

  /**
   * Starts and waits until it listens.
   *
   * @param bootstrap its bootstrap
   * @param adminSocket Unix socket that the bootstrap names; at most 100 characters
   * @param log file for what it prints: access log and warnings
   */
  public static EnvoyProcess start(Path bootstrap, Path adminSocket, Path log) {
    List<String> command =
        List.of(
            EnvoyBinary.path().toString(),
            "-c",
            bootstrap.toString(),
            "--concurrency",
            "1",
            "--disable-hot-restart",
            "--reject-unknown-dynamic-fields",
            "--drain-time-s",
            "30",
            "--drain-strategy",
            "immediate",
            "-l",
            "warning");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      EnvoyProcess envoy = new EnvoyProcess(process, adminSocket, log);
      try {
        await()
            .atMost(START)
            .pollInterval(Duration.ofMillis(20))
            .until(() -> envoy.port("data").isPresent() && envoy.port("status").isPresent());
        return envoy;
      } catch (RuntimeException e) {
        envoy.close();
        throw new IllegalStateException("Envoy did not start: " + envoy.output(), e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What {@code envoy --mode validate} says about a configuration: empty when it is valid.
   *
   * @param configuration a bootstrap with everything in it
   */
  public static String validate(Path configuration) {
    try {
      Process process =
          new ProcessBuilder(
                  EnvoyBinary.path().toString(),
                  "--mode",
                  "validate",
                  "-l",
                  "error",
                  "-c",
                  configuration.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The port of a listener, once it is bound. */
  public OptionalInt port(String listener) {
    if (!process.isAlive() || !Files.exists(adminSocket)) {
      return OptionalInt.empty();
    }
    try (HttpConnection admin = HttpConnection.toSocket(adminSocket)) {
      HttpAnswer answer =
          admin.send("GET", "/listeners?format=json", List.of("host: admin", "connection: close"));
      for (JsonNode status : new JsonMapper().readTree(answer.body()).path("listener_statuses")) {
        JsonNode port = status.path("local_address").path("socket_address").path("port_value");
        if (status.path("name").asText().equals(listener) && port.asInt() > 0) {
          return OptionalInt.of(port.asInt());
        }
      }
      return OptionalInt.empty();
    } catch (JsonProcessingException | UncheckedIOException e) {
      return OptionalInt.empty();
    }
  }

  /** Its counters whose names match a regular expression. */
  public Map<String, Long> counters(String filter) {
    try (HttpConnection admin = HttpConnection.toSocket(adminSocket)) {
      HttpAnswer answer =
          admin.send(
              "GET",
              "/stats?format=json&filter=" + filter,
              List.of("host: admin", "connection: close"));
      Map<String, Long> counters = new TreeMap<>();
      for (JsonNode stat : new JsonMapper().readTree(answer.body()).path("stats")) {
        if (stat.path("value").isIntegralNumber()) {
          counters.put(stat.path("name").asText(), stat.path("value").asLong());
        }
      }
      return counters;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
