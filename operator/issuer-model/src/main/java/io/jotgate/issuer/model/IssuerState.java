package io.jotgate.issuer.model;

import java.util.List;
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
    String cryptoProvider) {
  /** Sorts the kids. */
  public IssuerState {
    kids = kids.stream().distinct().sorted().toList();
  }
}
