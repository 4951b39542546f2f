package io.jotgate.controller.revocation;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.PublishableRing;
import java.util.Optional;

/** Reads the key ring of an issuer from the ConfigMap that publishes it. */
public final class PublishedRing {
  /** Data key of the ring in its ConfigMap. */
  private static final String RING = "ring.json";

  private PublishedRing() {}

  /** The ring; empty when it is missing or cannot be read. */
  public static Optional<KeyRing> of(Optional<ConfigMap> jwks) {
    return jwks.flatMap(each -> Data.text(each, RING)).flatMap(PublishedRing::parse);
  }

  private static Optional<KeyRing> parse(String text) {
    try {
      return Optional.of(PublishableRing.check(RingCodec.read(text)));
    } catch (InvalidDocumentException | InvalidJwkException edited) {
      return Optional.empty();
    }
  }
}
