package io.jotgate.controller.jwtissuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.PublishableRing;
import java.util.Map;
import java.util.Optional;

/**
 * The public key ring as the status of a JwtIssuer repeats it, in the words of {@code ring.json}.
 * It is read only when the ConfigMap of the ring is gone or shows an older state.
 */
final class RecoveryCopy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private RecoveryCopy() {}

  /** What the status says; equal rings give equal values. */
  static Map<String, Object> of(KeyRing ring) {
    try {
      return JSON.readValue(RingCodec.write(ring), OBJECT);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a ring is written as JSON", impossible);
    }
  }

  /** The ring that the status of this issuer repeats; nothing if that is none to publish. */
  static Optional<KeyRing> in(JwtIssuer issuer) {
    return Optional.ofNullable(issuer.getStatus())
        .map(JwtIssuerStatus::ring)
        .flatMap(RecoveryCopy::read);
  }

  private static Optional<KeyRing> read(Map<String, Object> copy) {
    try {
      return Optional.of(PublishableRing.check(RingCodec.read(JSON.writeValueAsString(copy))));
    } catch (JsonProcessingException | InvalidDocumentException | InvalidJwkException edited) {
      return Optional.empty();
    }
  }
}
