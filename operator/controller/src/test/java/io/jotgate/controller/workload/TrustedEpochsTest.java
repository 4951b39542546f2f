package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Trust;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.SidecarLayout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustedEpochsTest {
  @Test
  void readsTheEpochOfEveryIssuerFromWhatTheRendererWrites() {
    var trust = new Trust(List.of(issuer("login", 7), issuer("partners", 0)), List.of());

    Documents documents = new EnvoyRenderer(SidecarLayout.INJECTED).trustDocuments(trust);

    assertEquals(Map.of("login", 7L, "partners", 0L), TrustedEpochs.of(documents));
  }

  @Test
  void readsNothingFromADocumentThatSomebodyHasBroken() {
    assertEquals(Map.of(), TrustedEpochs.of(Documents.of(Map.of("ecds-jwt.json", "{"))));
    assertEquals(Map.of(), TrustedEpochs.of(Documents.of(Map.of())));
  }

  private static IssuerTrust issuer(String name, long epoch) {
    return new IssuerTrust(
        name,
        "https://" + name + ".shop.svc",
        epoch,
        List.of(),
        List.of("orders-api"),
        Duration.ofSeconds(30),
        Duration.ofMinutes(15),
        false,
        List.of());
  }
}
