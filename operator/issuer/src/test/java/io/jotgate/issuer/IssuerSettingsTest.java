package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerSettingsTest {
  @Test
  void hasDefaultsThatFitAPod() {
    assertEquals(
        new IssuerSettings(
            Path.of("/etc/jotgate"),
            8443,
            true,
            9090,
            "unknown",
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            new ConnectionLimits(2048, 512, Duration.ofSeconds(10))),
        IssuerSettings.from(Map.of()));
  }

  @Test
  void readsEveryVariable() {
    assertEquals(
        new IssuerSettings(
            Path.of("/c"),
            1,
            false,
            2,
            "login-0",
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            new ConnectionLimits(3, 2, Duration.ofSeconds(10))),
        IssuerSettings.from(
            Map.of(
                "JOTGATE_CONFIG_DIR", "/c",
                "JOTGATE_PORT", "1",
                "JOTGATE_TLS", "false",
                "JOTGATE_MAX_CONNECTIONS", "3",
                "JOTGATE_MAX_CONNECTIONS_PER_SOURCE", "2",
                "JOTGATE_MANAGEMENT_PORT", "2",
                "POD_NAME", "login-0",
                "JOTGATE_DRAIN_SECONDS", "4")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "65536", "1.5", " 1"})
  void namesTheVariableThatIsWrong(String port) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> IssuerSettings.from(Map.of("JOTGATE_PORT", port)));

    assertEquals("JOTGATE_PORT must be an integer from 0 to 65535", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "0", " true"})
  void doesNotGuessWhetherTlsIsWanted(String tls) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> IssuerSettings.from(Map.of("JOTGATE_TLS", tls)));

    assertEquals("JOTGATE_TLS must be true or false", error.getMessage());
  }
}
