package io.jotgate.policy.render.envoy;

import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.model.Revocations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An issuer as {@code in-issuers.yaml} writes it, with times as text. */
record GoldenIssuer(
    String name,
    String iss,
    List<String> audiences,
    long ringEpoch,
    List<String> publicJwks,
    @Nullable Revoked revoked) {
  record Revoked(
      Map<String, String> tokens,
      Map<String, String> clients,
      List<String> keyIds,
      String issuedBefore) {
    private Revocations revocations() {
      return new Revocations(
          instants(tokens), instants(clients), keyIds, Optional.of(Instant.parse(issuedBefore)));
    }

    private static SortedMap<String, Instant> instants(Map<String, String> texts) {
      TreeMap<String, Instant> instants = new TreeMap<>();
      texts.forEach((id, text) -> instants.put(id, Instant.parse(text)));
      return instants;
    }
  }

  ResolvedIssuer resolved() {
    ResolvedIssuer issuer = new ResolvedIssuer(name, iss, audiences, ringEpoch, publicJwks);
    return revoked == null ? issuer : issuer.withRevocations(revoked.revocations());
  }
}
