package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Trust;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.SidecarLayout;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustedKeysTest {
  private static final String ISS = "https://login.shop.svc";

  private final EnvoyRenderer renderer = new EnvoyRenderer(SidecarLayout.INJECTED);

  @Test
  void whatIsReadRendersToTheSameDocuments() {
    Documents written = trusting(List.of(publicKey(), publicKey()));

    List<String> read = TrustedKeys.of(written, "login", ISS);

    assertEquals(2, read.size());
    assertEquals(written, trusting(read));
  }

  @Test
  void anIssuerWithoutAKeyStaysWithoutOne() {
    Documents written = trusting(List.of());

    assertEquals(written, trusting(TrustedKeys.of(written, "login", ISS)));
  }

  @Test
  void anotherIssuerHasNoneOfTheKeys() {
    Documents written = trusting(List.of(publicKey()));

    assertEquals(List.of(), TrustedKeys.of(written, "partners", ISS));
    assertEquals(List.of(), TrustedKeys.of(written, "login", "https://other.example"));
  }

  @Test
  void whatSomebodyHasBrokenHoldsNoKeys() {
    assertEquals(
        List.of(), TrustedKeys.of(Documents.of(Map.of("ecds-jwt.json", "{")), "login", ISS));
    assertEquals(List.of(), TrustedKeys.of(Documents.of(Map.of()), "login", ISS));
  }

  private static String publicKey() {
    return SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom()).publicJwk();
  }

  private Documents trusting(List<String> publicJwks) {
    return renderer.trustDocuments(
        new Trust(
            List.of(
                new IssuerTrust(
                    "login",
                    ISS,
                    7,
                    publicJwks,
                    List.of("orders-api"),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(15),
                    false,
                    List.of())),
            List.of()));
  }
}
