package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.assertCondition;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Consumers of one namespace and an issuer of another: both sides have to agree. */
@WithApiServer
record CrossNamespaceIT(NamespaceUser user, NeighbourRig rig, StoredIssuer login, IssuerPods pods) {
  private static final String READERS =
      """
      {"namespaces":{"matchLabels":{"team":"retail"}},"scopes":["orders:read"],"audiences":["orders-api"]}""";
  private static final String WRITERS =
      """
      {"namespaces":{"matchLabels":{"tier":"gold"}},"scopes":["orders:write"],"audiences":["orders-api"]}""";

  @Test
  void acceptsAConsumerOnceTheIssuerNamesALabelOfItsNamespace() {
    readyIssuer();
    rig.neighbourCreatesConsumer("scopes: [orders:read, orders:write]");
    awaiting(() -> rig.assertAcceptedBy(false, "NotAllowedByIssuer"));

    issuerGrants(READERS);
    rig.neighbourPatches(
        "{\"metadata\":{\"labels\":{\"team\":\"retail\"}},\"spec\":{\"tokenTTL\":\"1m\"}}");
    awaiting(() -> assertEquals(2, rig.status().observedGeneration()));
    rig.assertAcceptedBy(false, "NotAllowedByIssuer");
    assertEquals(List.of(), entries(), "a label of its own grants nothing");

    rig.clusterAdminLabels("team", "\"retail\"");

    awaiting(() -> rig.assertAcceptedBy(true, "PartlyAllowed"));
    assertCondition(rig.status().conditions(), "Ready", "True", "Ready");
    assertCondition(rig.status().conditions(), "Accepted", "True", "PartlyAllowed");
    assertEquals(rig.neighbour() + "/batch", rig.status().clientID());
    ConsumerEntry entry = entries().getFirst();
    assertEquals(rig.neighbour() + "/batch", entry.clientId());
    assertEquals(List.of("orders:read"), entry.scopes());
    assertEquals(List.of("orders-api"), entry.audiences());
    assertEquals(List.of(key().verifier("main")), entry.credentials());
  }

  @Test
  void dropsAConsumerWhoseGrantIsWithdrawn() {
    readyIssuer();
    issuerGrants(READERS);
    rig.clusterAdminLabels("team", "\"retail\"");
    rig.neighbourCreatesConsumer("scopes: [orders:read]");
    awaiting(() -> rig.assertAcceptedBy(true, "Accepted"));

    issuerGrants("");

    awaiting(() -> assertEquals(List.of(), entries()));
    awaiting(() -> rig.assertAcceptedBy(false, "NotAllowedByIssuer"));
    assertCondition(rig.status().conditions(), "Ready", "False", "NotAllowedByIssuer");

    issuerGrants(READERS);
    awaiting(() -> rig.assertAcceptedBy(true, "Accepted"));
    rig.clusterAdminLabels("team", "null");

    awaiting(() -> assertEquals(List.of(), entries()));
    awaiting(() -> rig.assertAcceptedBy(false, "NotAllowedByIssuer"));
  }

  @Test
  void givesWhatEitherOfTwoPoliciesGrants() {
    readyIssuer();
    issuerGrants(READERS + "," + WRITERS);
    rig.clusterAdminLabels("team", "\"retail\"");
    rig.neighbourCreatesConsumer("scopes: [orders:read, orders:write]");
    awaiting(() -> rig.assertAcceptedBy(true, "PartlyAllowed"));

    rig.clusterAdminLabels("tier", "\"gold\"");

    awaiting(
        () -> assertEquals(List.of("orders:read", "orders:write"), entries().getFirst().scopes()));
    awaiting(() -> rig.assertAcceptedBy(true, "Accepted"));
  }

  private void readyIssuer() {
    user.createsIssuer("login");
    pods.start("login-1");
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
  }

  private void issuerGrants(String policies) {
    user.patches(JwtIssuer.class, "login", "{\"spec\":{\"consumerPolicies\":[" + policies + "]}}");
  }

  private List<ConsumerEntry> entries() {
    return CredentialsCodec.read(
            Data.text(login.get(Secret.class, "login-credentials"), "credentials.json")
                .orElseThrow())
        .consumers();
  }

  private ApiKey key() {
    return Data.text(rig.neighbourReads(Secret.class, "batch-main"), "apiKey")
        .flatMap(ApiKey::parse)
        .orElseThrow();
  }
}
