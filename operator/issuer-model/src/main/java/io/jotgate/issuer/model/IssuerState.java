package io.jotgate.issuer.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one replica of a token service has loaded: the answer of {@code GET /internal/state}.
 *
 * @param pod name of the pod
 * @param ringOwnerUid uid of the JwtIssuer of the loaded ring; null: no ring
 * @param ringEpoch epoch of the loaded ring; 0: no ring
 * @param kids kids of the JWKS that this replica serves, sorted
 * @param activeKid kid that it signs with; null: it cannot sign
 * @param credentialsRevision revision of the loaded credentials; null: none
 * @param configHash {@link IssuerConfigCodec#hash} of the loaded configuration; null: none
 * @param ready whether it takes requests
 * @param cryptoProvider name of the JCA provider that signs
 * @param lastUsed the hour in which a credential was last used here since the process began, by the
 *     credential's {@linkplain CredentialVerifier#id() id}; sorted
 */
public record IssuerState(
    String pod,
    @Nullable String ringOwnerUid,
    long ringEpoch,
    List<String> kids,
    @Nullable String activeKid,
    @Nullable String credentialsRevision,
    @Nullable String configHash,
    boolean ready,
    String cryptoProvider,
    Map<String, Instant> lastUsed) {
  /** Sorts the sets. */
  public IssuerState {
    kids = kids.stream().distinct().sorted().toList();
    lastUsed = Collections.unmodifiableMap(new TreeMap<>(lastUsed));
  }

  /** The state of a replica that nobody has used. */
  public IssuerState(
      String pod,
      @Nullable String ringOwnerUid,
      long ringEpoch,
      List<String> kids,
      @Nullable String activeKid,
      @Nullable String credentialsRevision,
      @Nullable String configHash,
      boolean ready,
      String cryptoProvider) {
    this(
        pod,
        ringOwnerUid,
        ringEpoch,
        kids,
        activeKid,
        credentialsRevision,
        configHash,
        ready,
        cryptoProvider,
        Map.of());
  }
}
