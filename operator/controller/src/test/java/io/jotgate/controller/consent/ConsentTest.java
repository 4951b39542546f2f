package io.jotgate.controller.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.LocalIssuerRef;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.consent.Consent.ConsentReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentTest {
  private static final Optional<JwtIssuer> ISSUER = Optional.of(new JwtIssuer());

  @Test
  void acceptsAConsumerThatNamesTheIssuer() {
    assertTrue(Consent.ofConsumer(consumer(false), "login", ISSUER).accepted());
  }

  @Test
  void refusesASuspendedConsumerWhetherOrNotTheIssuerIsThere() {
    assertEquals(
        ConsentReason.Suspended,
        Consent.ofConsumer(consumer(true), "login", Optional.empty()).reason());
  }

  @Test
  void refusesAConsumerThatNamesAnotherIssuer() {
    assertEquals(
        ConsentReason.NotReferenced,
        Consent.ofConsumer(consumer(false), "partners", ISSUER).reason());
  }

  @Test
  void takesAnIssuerThatIsBeingDeletedForGone() {
    var deleted = new JwtIssuer();
    deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    assertEquals(
        ConsentReason.IssuerNotFound,
        Consent.ofConsumer(consumer(false), "login", Optional.of(deleted)).reason());
  }

  @Test
  void readsAResourceWithoutSpecAsOneThatNamesNobody() {
    assertEquals(List.of(), IssuerReferences.of(new ApiConsumer()));
    assertEquals(List.of(), IssuerReferences.of(new ProtectedRoute()));
    assertEquals(
        ConsentReason.NotReferenced,
        Consent.ofRoute(new ProtectedRoute(), "login", ISSUER).reason());
  }

  private static ApiConsumer consumer(boolean suspended) {
    var consumer = new ApiConsumer();
    consumer.setSpec(
        new ApiConsumerSpec(List.of(new LocalIssuerRef("login")), suspended, List.of(), List.of()));
    return consumer;
  }
}
