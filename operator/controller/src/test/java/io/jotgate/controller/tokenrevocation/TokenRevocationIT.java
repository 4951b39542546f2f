package io.jotgate.controller.tokenrevocation;

import static io.jotgate.controller.Expectations.assertCondition;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.TokenRevocationStatus;
import io.jotgate.api.v1alpha1.TokenRevocationStatus.Propagation;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.OrdersRig;
import io.jotgate.controller.Shop;
import io.jotgate.keys.KeyRing;
import io.jotgate.testing.apiserver.WithApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a TokenRevocation to what sidecars read, what its status says of them, and its end. */
@WithApiServer
record TokenRevocationIT(NamespaceUser user, Shop shop, OrdersRig orders) {
  private static final Duration LONGER_THAN_ANY_TOKEN = Duration.ofHours(1);

  private void userRevokes(String name, String names) {
    user.applies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: TokenRevocation
        metadata: {name: %s}
        spec: {issuerRef: {name: login}, %s}
        """
            .formatted(name, names));
  }

  /** An event of the object: a clock that a test moves wakes nobody. */
  private void somethingHappensTo(String name, String reason) {
    user.patches(TokenRevocation.class, name, "{\"spec\":{\"reason\":\"%s\"}}".formatted(reason));
  }

  private TokenRevocationStatus awaitCondition(
      String name, String type, String status, String reason) {
    awaiting(() -> assertCondition(status(name).conditions(), type, status, reason));
    return status(name);
  }

  private TokenRevocationStatus status(String name) {
    TokenRevocationStatus status = user.get(TokenRevocation.class, name).getStatus();
    assertNotNull(status, "no status yet");
    return status;
  }

  private void awaitRevoked(String text) {
    awaiting(() -> assertTrue(orders.revoked().contains(text), () -> "no " + text));
  }

  private void awaitNotRevoked(String text) {
    awaiting(() -> assertFalse(orders.revoked().contains(text), () -> text + " is still there"));
  }

  @Test
  void isEffectiveWhenPodsHaveLoadedItAndExpiresByTheClock() {
    orders.readyOrders();
    userRevokes("leaked", "jti: [leaked-token], ttlSecondsAfterExpiry: 3600");

    awaitRevoked("leaked-token");
    assertEquals(
        new Propagation(1, 0),
        awaitCondition("leaked", "Effective", "False", "Propagating").propagation());
    orders.podLoads();
    assertEquals(
        new Propagation(1, 1),
        awaitCondition("leaked", "Effective", "True", "Effective").propagation());
    awaitCondition("leaked", "Expired", "False", "InForce");

    orders.timePasses(LONGER_THAN_ANY_TOKEN);
    somethingHappensTo("leaked", "an hour later");
    awaitCondition("leaked", "Expired", "True", "Expired");
    awaitCondition("leaked", "Ready", "True", "Expired");
    awaitNotRevoked("leaked-token");

    orders.timePasses(Duration.ofMinutes(61));
    somethingHappensTo("leaked", "two hours later");
    awaiting(() -> assertEquals(Optional.empty(), user.find(TokenRevocation.class, "leaked")));
  }

  @Test
  void takesTheExamplesThatPeopleApply() throws IOException {
    Instant incident = Instant.parse("2026-12-01T12:00:00Z");
    if (Instant.now().isAfter(incident)) {
      // Later it would have expired.
      orders.timePasses(Duration.between(Instant.now(), incident));
    }
    orders.protectedOrders();
    for (String file : List.of("10-token", "20-consumer", "30-everything")) {
      user.applies(
          Files.readString(Path.of("../../examples/revocation/" + file + ".yaml"))
              .replace("namespace: shop", "namespace: " + user.namespace()));
    }

    awaitRevoked("0193a7c0-0000-7000-8000-000000000001");
    awaitRevoked("\"batch\"");
    awaitRevoked("\"start\":" + incident.getEpochSecond());
    for (String name : List.of("leaked-token", "batch-key-leaked", "before-the-incident")) {
      awaitCondition(name, "Effective", "True", "NoPods");
    }
  }

  @Test
  void staysAfterItHasExpiredUnlessItsUserWantsItDeleted() {
    orders.protectedOrders();
    userRevokes("old", "issuedBefore: '2020-01-01T00:00:00Z'");
    awaitCondition("old", "Expired", "True", "Expired");

    orders.timePasses(Duration.ofDays(400));
    somethingHappensTo("old", "a year later");
    awaiting(
        () ->
            assertEquals(
                user.get(TokenRevocation.class, "old").getMetadata().getGeneration(),
                status("old").observedGeneration()));
    assertCondition(status("old").conditions(), "Ready", "True", "Expired");
  }

  @Test
  void twoOfOneIssuerAreBothEnforcedAndEndByThemselves() {
    orders.readyOrders();
    userRevokes("token", "jti: [leaked-token]");
    userRevokes("consumer", "consumerRef: {name: batch}");
    awaitRevoked("leaked-token");
    awaitRevoked("\"batch\"");
    orders.podLoads();
    awaitCondition("token", "Effective", "True", "Effective");
    awaitCondition("consumer", "Effective", "True", "Effective");

    user.deletes(TokenRevocation.class, "token");

    awaitNotRevoked("leaked-token");
    awaitRevoked("\"batch\"");
    assertCondition(status("consumer").conditions(), "Effective", "True", "Effective");
  }

  @Test
  void aKeyIsRefusedAsLongAsTheIssuerPublishesIt() {
    KeyRing ring = orders.readyOrders();
    String kid = ring.active().orElseThrow().kid();
    userRevokes("key", "keyID: " + kid);

    awaitRevoked(kid);
    orders.timePasses(Duration.ofDays(30));
    somethingHappensTo("key", "a month later");
    orders.podLoads();
    awaitCondition("key", "Effective", "True", "Effective");
    assertCondition(status("key").conditions(), "Expired", "False", "InForce");
  }

  @Test
  void isWrittenAlthoughThePolicyWaitsForAPod() {
    orders.readyOrders();
    shop.userCreatesIssuer("partners");
    orders.podHangs();
    user.patches(
        ProtectedRoute.class,
        "orders",
        "{\"spec\":{\"issuerRefs\":[{\"name\":\"login\"},{\"name\":\"partners\"}]}}");
    userRevokes("leaked", "jti: [leaked-token]");

    awaitRevoked("leaked-token");
    awaitCondition("leaked", "Effective", "False", "Propagating");
  }

  @Test
  void aWorkloadThatIsProtectedLaterRefusesWhatIsRevokedFromItsStart() {
    shop.userCreatesIssuer("login");
    userRevokes("leaked", "jti: [leaked-token]");
    awaitCondition("leaked", "Effective", "True", "NoPods");

    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");

    orders.awaitPolicy("orders:read");
    awaitRevoked("leaked-token");
  }

  @Test
  void saysThatTheIssuerIsMissingAndGoesOnWhenItIsThere() {
    userRevokes("leaked", "jti: [leaked-token]");
    awaitCondition("leaked", "Stalled", "True", "IssuerNotFound");

    shop.userCreatesIssuer("login");
    awaitCondition("leaked", "Ready", "True", "NoPods");

    user.deletes(JwtIssuer.class, "login");
    awaitCondition("leaked", "Stalled", "True", "IssuerNotFound");
  }

  @Test
  void aRestartForgetsNothingThatCounts() {
    orders.readyOrders();
    userRevokes("leaked", "jti: [leaked-token]");
    awaitRevoked("leaked-token");
    orders.podLoads();
    awaitCondition("leaked", "Effective", "True", "Effective");

    orders.operator().stop();
    userRevokes("another", "jti: [another-token]");
    orders.operator().start();

    awaitRevoked("another-token");
    awaitRevoked("leaked-token");
    orders.podLoads();
    awaitCondition("leaked", "Effective", "True", "Effective");
    awaitCondition("another", "Effective", "True", "Effective");
  }
}
