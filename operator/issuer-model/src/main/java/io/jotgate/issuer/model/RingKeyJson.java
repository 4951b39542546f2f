package io.jotgate.issuer.model;

import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.SigningKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON form of the keys in a ring. */
final class RingKeyJson {
  private static final int MAX_ALG = 16;
  private static final int MAX_ENUM = 16;
  private static final int MAX_JWK = 8192;
  private static final int MAX_SIZE = 1 << 16;
  private static final long MAX_TTL_SECONDS = 10L * 365 * 86_400;

  private RingKeyJson() {}

  static Map<String, Object> write(SigningKey key) {
    Map<String, Object> json = new TreeMap<>();
    put(json, key.parameters());
    json.put("jwk", StrictJson.members(key.publicJwk(), MAX_JWK));
    json.put("kid", key.kid());
    json.put("maxTtlSeconds", key.maxTtl().toSeconds());
    json.put("publishedAt", key.publishedAt().toString());
    json.put("publishedEpoch", key.publishedEpoch());
    json.put("slot", key.slot().name());
    json.put("state", key.state().name());
    put(json, "activatedAt", key.activatedAt());
    put(json, "demotedAt", key.demotedAt());
    put(json, "demotionAcknowledgedAt", key.demotionAcknowledgedAt());
    put(json, "removeAt", key.removeAt());
    put(json, "servedSince", key.servedSince());
    return json;
  }

  static Map<String, Object> write(Reservation reservation) {
    Map<String, Object> json = new TreeMap<>();
    put(json, reservation.parameters());
    json.put("jwk", StrictJson.members(reservation.publicJwk(), MAX_JWK));
    json.put("kid", reservation.kid());
    json.put("slot", reservation.slot().name());
    return json;
  }

  static SigningKey readKey(StrictObject json) {
    return checked(
        () ->
            new SigningKey(
                json.string("kid", Syntax.MAX_KID),
                parameters(json),
                constant(json, "slot", KeySlot.values()),
                constant(json, "state", KeyState.values()),
                json.rawObject("jwk"),
                json.number("publishedEpoch", 1, Long.MAX_VALUE),
                json.instant("publishedAt"),
                json.optionalInstant("servedSince").orElse(null),
                json.optionalInstant("activatedAt").orElse(null),
                json.optionalInstant("demotedAt").orElse(null),
                json.optionalInstant("demotionAcknowledgedAt").orElse(null),
                json.optionalInstant("removeAt").orElse(null),
                json.seconds("maxTtlSeconds", 1, MAX_TTL_SECONDS)));
  }

  static Reservation readReservation(StrictObject json) {
    return checked(
        () ->
            new Reservation(
                constant(json, "slot", KeySlot.values()),
                json.string("kid", Syntax.MAX_KID),
                parameters(json),
                json.rawObject("jwk")));
  }

  private static KeyParameters parameters(StrictObject json) {
    return new KeyParameters(
        json.string("alg", MAX_ALG),
        (int) json.optionalNumber("size", 1, MAX_SIZE).orElse(0L).longValue());
  }

  /**
   * Lets the refusals of the key ring, whose messages hold no content, count as those of a
   * document.
   */
  static <T> T checked(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (InvalidDocumentException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidDocumentException("", String.valueOf(e.getMessage()));
    }
  }

  private static <E extends Enum<E>> E constant(StrictObject json, String name, E[] constants) {
    String text = json.string(name, MAX_ENUM);
    return Arrays.stream(constants)
        .filter(constant -> constant.name().equals(text))
        .findFirst()
        .orElseThrow(() -> json.invalid(name, "must be one of " + Arrays.toString(constants)));
  }

  private static void put(Map<String, Object> json, KeyParameters parameters) {
    json.put("alg", parameters.alg());
    if (parameters.size() > 0) {
      json.put("size", parameters.size());
    }
  }

  private static void put(Map<String, Object> json, String name, @Nullable Instant instant) {
    if (instant != null) {
      json.put(name, instant.toString());
    }
  }
}
