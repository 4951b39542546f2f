package io.jotgate.controller.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.policy.model.Revocations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RevokedContentTest {
  private static final Instant NAMED = Instant.parse("2026-11-30T11:00:00Z");

  /** An issuer may have dated a token by half a minute too late. */
  private static final Instant CREATED = Instant.parse("2026-12-01T12:00:30Z");

  private static Revocations content(String spec) {
    return RevokedContent.of(
        Serialization.unmarshal(
            """
            metadata: {name: leaked, namespace: shop, creationTimestamp: "2026-12-01T12:00:00Z"}
            spec: {issuerRef: {name: login}%s}
            """
                .formatted(spec),
            TokenRevocation.class));
  }

  private static Revocations expected(
      Map<String, Instant> tokens,
      Map<String, Instant> clients,
      List<String> keyIds,
      Optional<Instant> issuedBefore) {
    return new Revocations(new TreeMap<>(tokens), new TreeMap<>(clients), keyIds, issuedBefore);
  }

  @Test
  void whatHasBeenIssuedWhenTheObjectIsCreatedIsTakenBack() {
    assertEquals(
        expected(
            Map.of("t1", CREATED, "t2", CREATED),
            Map.of("batch", CREATED),
            List.of("k1"),
            Optional.empty()),
        content(", jti: [t1, t2], consumerRef: {name: batch}, keyID: k1"));
  }

  @Test
  void aTimeNarrowsTheConsumerAndStandsForEverybodyWithoutOne() {
    assertEquals(
        expected(Map.of(), Map.of("batch", NAMED), List.of(), Optional.empty()),
        content(", consumerRef: {name: batch}, issuedBefore: '2026-11-30T12:00:00+01:00'"));
    assertEquals(
        expected(Map.of(), Map.of(), List.of(), Optional.of(NAMED)),
        content(", issuedBefore: '2026-11-30T11:00:00Z'"));
  }

  @Test
  void aTimeThatCannotBeReadCountsAsThatOfTheCreation() {
    assertEquals(
        expected(Map.of(), Map.of(), List.of(), Optional.of(CREATED)),
        content(", issuedBefore: yesterday"));
  }

  @Test
  void nothingIsNamedByAnEmptyObject() {
    assertEquals(Revocations.none(), content(", jti: [''], keyID: ''"));
  }
}
