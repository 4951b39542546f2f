package io.jotgate.issuer.model;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.RotationRequest;
import io.jotgate.keys.Tombstone;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON form of {@link KeyRing}: {@code ring.json}, the single source of truth about the keys of
 * an issuer. It holds public halves only.
 */
public final class RingCodec {
  private static final int FORMAT_VERSION = 1;
  private static final int MAX_CHARS = 512 * 1024;

  private RingCodec() {}

  /** Writes a ring; equal values give equal text. */
  public static String write(KeyRing ring) {
    Map<String, Object> members = new TreeMap<>();
    members.put("epoch", ring.epoch());
    members.put("handledRequests", ring.handledRequests());
    members.put("keys", ring.keys().stream().map(RingKeyJson::write).toList());
    members.put("ownerUid", ring.ownerUid());
    members.put("tombstones", ring.tombstones().stream().map(RingCodec::write).toList());
    RotationRequest pending = ring.pendingRequest();
    if (pending != null) {
      members.put(
          "pendingRequest",
          new TreeMap<>(Map.of("id", pending.id(), "seenAt", pending.seenAt().toString())));
    }
    Reservation reservation = ring.reservation();
    if (reservation != null) {
      members.put("reservation", RingKeyJson.write(reservation));
    }
    return StrictJson.write(FORMAT_VERSION, members);
  }

  /**
   * Reads a ring.
   *
   * @throws InvalidDocumentException if the text is not exactly one, or the ring breaks an
   *     invariant
   */
  public static KeyRing read(String text) {
    StrictObject json = StrictJson.object(text, MAX_CHARS);
    json.formatVersion(FORMAT_VERSION);
    KeyRing ring =
        RingKeyJson.checked(
            () ->
                new KeyRing(
                    json.string("ownerUid", Syntax.MAX_NAME),
                    json.number("epoch", 1, KeyRing.MAX_EPOCH),
                    json.objects("keys", KeyRing.MAX_KEYS, RingKeyJson::readKey),
                    json.optionalObject("reservation", RingKeyJson::readReservation).orElse(null),
                    json.optionalObject("pendingRequest", RingCodec::readRequest).orElse(null),
                    handledRequests(json),
                    json.objects("tombstones", KeyRing.MAX_TOMBSTONES, RingCodec::readTombstone)));
    json.end();
    return ring;
  }

  private static List<String> handledRequests(StrictObject json) {
    return json.strings("handledRequests", KeyRing.MAX_HANDLED_REQUESTS, Syntax.MAX_NAME);
  }

  private static Map<String, Object> write(Tombstone tombstone) {
    return new TreeMap<>(Map.of("at", tombstone.at().toString(), "kid", tombstone.kid()));
  }

  private static Tombstone readTombstone(StrictObject json) {
    return RingKeyJson.checked(
        () -> new Tombstone(json.string("kid", Syntax.MAX_KID), json.instant("at")));
  }

  private static RotationRequest readRequest(StrictObject json) {
    return RingKeyJson.checked(
        () -> new RotationRequest(json.string("id", Syntax.MAX_NAME), json.instant("seenAt")));
  }
}
