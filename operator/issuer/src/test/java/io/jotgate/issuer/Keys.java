package io.jotgate.issuer;

import io.jotgate.issuer.model.RingCodec;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.issuer.model.SlotFileCodec;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the operator would write about keys. */
public final class Keys {
  public static final String OWNER = "0b8f2c1e-uid";
  public static final Duration MAX_TTL = Duration.ofMinutes(15);

  private Keys() {}

  public static GeneratedKey generate() {
    return generate("ES256");
  }

  /** A key for this algorithm, with 2048 bits if it is of RSA. */
  public static GeneratedKey generate(String alg) {
    return SigningKeys.generate(SigningKeys.parameters(alg, 2048), new SecureRandom());
  }

  /** The first ring that signs: epoch 3. */
  public static KeyRing signingWith(GeneratedKey key, Instant at) {
    return preparedIn(KeyRing.create(OWNER, 0), KeySlot.A, key, at)
        .activate(at, MAX_TTL, demoted -> null, Optional.empty());
  }

  public static KeyRing preparedIn(KeyRing ring, KeySlot slot, GeneratedKey key, Instant at) {
    return ring.reserve(
            new Reservation(slot, key.kid(), KeyParameters.of(key.alg()), key.publicJwk()))
        .prepare(at, MAX_TTL);
  }

  public static KeyRing activated(KeyRing ring, Instant at) {
    return ring.activate(at, MAX_TTL, demoted -> at.plus(Duration.ofHours(1)), Optional.empty());
  }

  public static String ring(KeyRing ring) {
    return RingCodec.write(ring);
  }

  public static String slot(GeneratedKey key) {
    return slot(key, OWNER);
  }

  public static String slot(GeneratedKey key, String owner) {
    return SlotFileCodec.write(new SlotFile(owner, key.kid(), key.alg(), key.privateJwk()));
  }
}
