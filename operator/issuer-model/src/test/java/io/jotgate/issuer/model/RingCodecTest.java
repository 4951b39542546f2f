package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.RotationRequest;
import io.jotgate.keys.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingCodecTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TTL = Duration.ofMinutes(15);

  @Test
  void aNewRingHasExactlyTheseBytes() {
    assertEquals(
        "{\"epoch\":1,\"formatVersion\":1,\"handledRequests\":[],\"keys\":[],\"ownerUid\":\"uid\",\"tombstones\":[]}",
        RingCodec.write(KeyRing.create("uid", 0)));
  }

  @Test
  void aPublishedKeyHasExactlyTheseBytes() {
    KeyRing ring = KeyRing.create("uid", 0).reserve(reservation("k1", KeySlot.A)).prepare(T0, TTL);

    assertEquals(
        "{\"epoch\":2,\"formatVersion\":1,\"handledRequests\":[],\"keys\":[{\"alg\":\"ES256\",\"jwk\":"
            + publicJwk("k1")
            + ",\"kid\":\"k1\",\"maxTtlSeconds\":900,\"publishedAt\":\"2026-01-01T00:00:00Z\",\"publishedEpoch\":2,"
            + "\"slot\":\"A\",\"state\":\"PREPARED\"}],\"ownerUid\":\"uid\",\"tombstones\":[]}",
        RingCodec.write(ring));
  }

  @Test
  void everyRingOfALifeReadsBackEqual() {
    for (KeyRing ring : life()) {
      String text = RingCodec.write(ring);

      assertEquals(ring, RingCodec.read(text));
      assertEquals(text, RingCodec.write(RingCodec.read(text)));
    }
  }

  @Test
  void refusesEveryPrefixOfItself() {
    String text = RingCodec.write(life().getLast());

    for (int length = 0; length < text.length(); length++) {
      String prefix = text.substring(0, length);
      assertThrows(InvalidDocumentException.class, () -> RingCodec.read(prefix));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"state\":\"ACTIVE\"|\"state\":\"canary\"",
        "\"slot\":\"A\"|\"slot\":\"C\"",
        "\"epoch\":|\"epoch\":-",
        "\"epoch\":|\"canary\":1,\"epoch\":",
        "\"epoch\":|\"epoch\":1,\"epoch\":",
        "\"formatVersion\":1|\"formatVersion\":2",
        "\"kty\":\"EC\"|\"kty\":\"EC\",\"d\":\"canary\"",
        "\"maxTtlSeconds\":900|\"maxTtlSeconds\":0",
        "\"publishedAt\":\"2026|\"publishedAt\":\"canary2026",
        "\"activatedAt\":|\"demotedAt\":"
      })
  void refusesARingThatWasTamperedWith(String change) {
    List<String> parts = List.of(change.split("\\|"));
    String text = RingCodec.write(activated());
    assertEquals(true, text.contains(parts.getFirst()));

    InvalidDocumentException error =
        assertThrows(
            InvalidDocumentException.class,
            () -> RingCodec.read(text.replace(parts.getFirst(), parts.getLast())));

    assertFalse(String.valueOf(error.getMessage()).contains("canary"));
  }

  @Test
  void refusesARingWithAKidTwice() {
    String text = RingCodec.write(activated());
    int start = text.indexOf("\"keys\":[") + "\"keys\":[".length();
    String key = text.substring(start, text.indexOf("],\"ownerUid\""));

    assertThrows(
        InvalidDocumentException.class, () -> RingCodec.read(text.replace(key, key + "," + key)));
  }

  private static KeyRing activated() {
    return life().get(3);
  }

  private static List<KeyRing> life() {
    List<KeyRing> rings = new ArrayList<>();
    rings.add(KeyRing.create("uid", 0));
    rings.add(rings.getLast().reserve(reservation("k1", KeySlot.A)));
    rings.add(rings.getLast().prepare(T0, TTL));
    rings.add(
        rings
            .getLast()
            .activate(T0.plusSeconds(1), TTL, key -> T0.plusSeconds(9), Optional.empty()));
    rings.add(rings.getLast().reserve(reservation("k2", KeySlot.B)));
    rings.add(rings.getLast().prepare(T0.plusSeconds(2), TTL));
    rings.add(rings.getLast().served(T0.plusSeconds(3)));
    rings.add(rings.getLast().requested(new RotationRequest("r1", T0.plusSeconds(4))));
    rings.add(
        rings
            .getLast()
            .activate(T0.plusSeconds(5), TTL, key -> T0.plusSeconds(9), Optional.of("r1")));
    rings.add(rings.getLast().demotionAcknowledged(T0.plusSeconds(6), key -> T0.plusSeconds(9)));
    KeyRing last = rings.getLast();
    rings.add(
        new KeyRing(
            last.ownerUid(),
            last.epoch(),
            last.keys(),
            reservation("k3", KeySlot.A),
            last.pendingRequest(),
            last.handledRequests(),
            List.of(new Tombstone("k0", T0))));
    return rings;
  }

  private static Reservation reservation(String kid, KeySlot slot) {
    return new Reservation(slot, kid, KeyParameters.of("ES256"), publicJwk(kid));
  }

  private static String publicJwk(String kid) {
    return "{\"alg\":\"ES256\",\"crv\":\"P-256\",\"kid\":\""
        + kid
        + "\",\"kty\":\"EC\",\"use\":\"sig\",\"x\":\"eA\",\"y\":\"eQ\"}";
  }
}
