package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerSpec;
import io.jotgate.api.v1alpha1.KeysSpec;
import io.jotgate.api.v1alpha1.RotationSpec;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.TokenSpec;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.revocation.PublishedRing;
import io.jotgate.controller.revocation.RevocationEnd;
import io.jotgate.controller.revocation.RevokedContent;
import io.jotgate.keys.KeyRing;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.model.Revocations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An issuer that a route may trust.
 *
 * @param ring its key ring; empty when it is missing or cannot be read
 * @param revocations those that name tokens of it which can still be valid
 */
record IssuerFacts(JwtIssuer issuer, Optional<KeyRing> ring, List<TokenRevocation> revocations) {
  IssuerFacts {
    revocations = List.copyOf(revocations);
  }

  /**
   * Reads the ring of an issuer from its ConfigMap, and leaves out what is over.
   *
   * @param revocations all that name the issuer
   */
  static IssuerFacts of(
      JwtIssuer issuer,
      Optional<ConfigMap> jwks,
      Collection<TokenRevocation> revocations,
      Instant now) {
    Optional<KeyRing> ring = PublishedRing.of(jwks);
    return new IssuerFacts(
        issuer,
        ring,
        revocations.stream()
            .filter(each -> !RevocationEnd.isOver(each, issuer, ring, now))
            .toList());
  }

  /** What the compiler needs to know: every published key, whatever its state. */
  ResolvedIssuer resolved() {
    return new ResolvedIssuer(
        Metadata.name(issuer),
        issuerUrl(),
        audiences(),
        ring.map(KeyRing::epoch).orElse(0L),
        ring.map(KeyRing::publicJwks).orElse(List.of()),
        Revocations.union(revocations.stream().map(RevokedContent::of).toList()));
  }

  /** P of the issuer; its default where the spec says nothing that makes sense. */
  Duration verifierCache() {
    return Optional.ofNullable(issuer.getSpec())
        .map(JwtIssuerSpec::keys)
        .map(KeysSpec::rotation)
        .map(RotationSpec::verifierCache)
        .flatMap(GoDuration::toDuration)
        .or(new GoDuration(Defaults.VERIFIER_CACHE)::toDuration)
        .orElseThrow();
  }

  private String issuerUrl() {
    return Optional.ofNullable(issuer.getSpec())
        .map(JwtIssuerSpec::issuerURL)
        .orElseGet(
            () -> "https://" + Metadata.name(issuer) + "." + Metadata.namespace(issuer) + ".svc");
  }

  private List<String> audiences() {
    return Optional.ofNullable(issuer.getSpec())
        .map(JwtIssuerSpec::token)
        .map(TokenSpec::audiences)
        .orElse(List.of());
  }
}
