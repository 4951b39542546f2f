package io.jotgate.controller.revocation;

import io.jotgate.api.v1alpha1.LocalConsumerRef;
import io.jotgate.api.v1alpha1.LocalIssuerRef;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.TokenRevocationSpec;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.policy.model.Revocations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a TokenRevocation names, as the policy of a proxy says it. */
public final class RevokedContent {
  /** S: largest error of any clock. An issuer may have dated a token by that much too late. */
  static final Duration CLOCK_ERROR = Duration.ofSeconds(30);

  /** Of an object whose creation nobody has dated: everything is older. */
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  private RevokedContent() {}

  /** Name of the issuer; empty when the spec does not say. */
  public static String issuer(TokenRevocation revocation) {
    return spec(revocation)
        .map(TokenRevocationSpec::issuerRef)
        .map(LocalIssuerRef::name)
        .orElse("");
  }

  /** The tokens that it names. */
  public static Revocations of(TokenRevocation revocation) {
    SortedMap<String, Instant> tokens = new TreeMap<>();
    tokenIds(revocation).forEach(id -> tokens.put(id, created(revocation)));
    SortedMap<String, Instant> clients = new TreeMap<>();
    Optional<String> client = client(revocation);
    client.ifPresent(id -> clients.put(id, clientsBefore(revocation)));
    return new Revocations(
        tokens,
        clients,
        keyId(revocation).stream().toList(),
        issuedBefore(revocation).filter(all -> client.isEmpty()));
  }

  /**
   * Every token that it names was issued before this, except those of a key; empty when it names
   * nothing but a key.
   */
  static Optional<Instant> latest(TokenRevocation revocation) {
    Optional<Instant> named =
        tokenIds(revocation).isEmpty() ? Optional.empty() : Optional.of(created(revocation));
    Optional<Instant> ofClient = client(revocation).map(id -> clientsBefore(revocation));
    return List.of(named, ofClient, issuedBefore(revocation)).stream()
        .flatMap(Optional::stream)
        .max(Instant::compareTo);
  }

  /** The key that it names. */
  static Optional<String> keyId(TokenRevocation revocation) {
    return spec(revocation).map(TokenRevocationSpec::keyID).filter(kid -> !kid.isEmpty());
  }

  private static Optional<TokenRevocationSpec> spec(TokenRevocation revocation) {
    return Optional.ofNullable(revocation.getSpec());
  }

  private static List<String> tokenIds(TokenRevocation revocation) {
    return spec(revocation).map(TokenRevocationSpec::jti).orElse(List.of()).stream()
        .filter(Objects::nonNull)
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private static Optional<String> client(TokenRevocation revocation) {
    return spec(revocation)
        .map(TokenRevocationSpec::consumerRef)
        .map(LocalConsumerRef::name)
        .filter(name -> !name.isEmpty());
  }

  private static Instant clientsBefore(TokenRevocation revocation) {
    return issuedBefore(revocation).orElseGet(() -> created(revocation));
  }

  /** A time that cannot be read counts as that of the creation. */
  private static Optional<Instant> issuedBefore(TokenRevocation revocation) {
    return spec(revocation)
        .map(TokenRevocationSpec::issuedBefore)
        .map(time -> time.toInstant().orElseGet(() -> created(revocation)));
  }

  private static Instant created(TokenRevocation revocation) {
    return Metadata.createdAt(revocation).map(time -> time.plus(CLOCK_ERROR)).orElse(NEVER);
  }
}
