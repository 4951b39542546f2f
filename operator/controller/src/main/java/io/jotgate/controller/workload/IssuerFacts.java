package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerSpec;
import io.jotgate.api.v1alpha1.KeysSpec;
import io.jotgate.api.v1alpha1.RotationSpec;
import io.jotgate.api.v1alpha1.TokenSpec;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.PublishableRing;
import io.jotgate.policy.compile.ResolvedIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An issuer that a route may trust.
 *
 * @param ring its key ring; empty when it is missing or cannot be read
 */
record IssuerFacts(JwtIssuer issuer, Optional<KeyRing> ring) {
  /** Data key of the ring in its ConfigMap. */
  private static final String RING = "ring.json";

  /** Reads the ring of an issuer from its ConfigMap. */
  static IssuerFacts of(JwtIssuer issuer, Optional<ConfigMap> jwks) {
    return new IssuerFacts(
        issuer, jwks.flatMap(each -> Data.text(each, RING)).flatMap(IssuerFacts::ring));
  }

  /** What the compiler needs to know: every published key, whatever its state. */
  ResolvedIssuer resolved() {
    return new ResolvedIssuer(
        Metadata.name(issuer),
        issuerUrl(),
        audiences(),
        ring.map(KeyRing::epoch).orElse(0L),
        ring.map(KeyRing::publicJwks).orElse(List.of()));
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

  private static Optional<KeyRing> ring(String text) {
    try {
      return Optional.of(PublishableRing.check(RingCodec.read(text)));
    } catch (InvalidDocumentException | InvalidJwkException edited) {
      return Optional.empty();
    }
  }
}
