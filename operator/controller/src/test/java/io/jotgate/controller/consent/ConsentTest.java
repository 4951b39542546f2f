package io.jotgate.controller.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.IssuerRef;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.consent.Consent.ConsentReason;
import io.jotgate.controller.consent.Consent.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may use whom in one namespace, where a reference is enough. */
class ConsentTest {
  private static final IssuerId LOGIN = new IssuerId("shop", "login");
  private static final Optional<JwtIssuer> ISSUER = Optional.of(new JwtIssuer());

  @Test
  void acceptsAConsumerThatNamesTheIssuer() {
    assertTrue(ofConsumer(consumer(false), LOGIN, ISSUER).accepted());
  }

  @Test
  void refusesASuspendedConsumerWhetherOrNotTheIssuerIsThere() {
    assertEquals(
        ConsentReason.Suspended, ofConsumer(consumer(true), LOGIN, Optional.empty()).reason());
  }

  @Test
  void refusesAConsumerThatNamesAnotherIssuer() {
    assertEquals(
        ConsentReason.NotReferenced,
        ofConsumer(consumer(false), new IssuerId("shop", "partners"), ISSUER).reason());
    assertEquals(
        ConsentReason.NotReferenced,
        ofConsumer(consumer(false), new IssuerId("other", "login"), ISSUER).reason());
  }

  @Test
  void takesAnIssuerThatIsBeingDeletedForGone() {
    var deleted = new JwtIssuer();
    deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    assertEquals(
        ConsentReason.IssuerNotFound,
        ofConsumer(consumer(false), LOGIN, Optional.of(deleted)).reason());
  }

  @Test
  void readsAResourceWithoutSpecAsOneThatNamesNobody() {
    assertEquals(List.of(), IssuerReferences.of(new ApiConsumer()));
    assertEquals(List.of(), IssuerReferences.of(new ProtectedRoute()));
    assertEquals(
        ConsentReason.NotReferenced,
        Consent.ofRoute(new ProtectedRoute(), "login", ISSUER).reason());
  }

  @Test
  void takesTheOwnNamespaceForTheOwnNamespaceHoweverItIsWritten() {
    ApiConsumer both = consumer(false);
    both.setSpec(
        new ApiConsumerSpec(
            List.of(new IssuerRef("login"), new IssuerRef("login", "shop")),
            false,
            List.of(),
            List.of()));

    assertEquals(List.of(LOGIN), IssuerReferences.of(both));
    assertEquals("batch", Consent.clientId(both, LOGIN));
    assertEquals("shop/batch", Consent.clientId(both, new IssuerId("auth", "login")));
  }

  private static Verdict ofConsumer(ApiConsumer consumer, IssuerId id, Optional<JwtIssuer> issuer) {
    return Consent.ofConsumer(new Applicant(consumer, Map.of(), List.of(consumer)), id, issuer);
  }

  private static ApiConsumer consumer(boolean suspended) {
    var consumer = new ApiConsumer();
    consumer.setMetadata(new ObjectMetaBuilder().withName("batch").withNamespace("shop").build());
    consumer.setSpec(
        new ApiConsumerSpec(List.of(new IssuerRef("login")), suspended, List.of(), List.of()));
    return consumer;
  }
}
