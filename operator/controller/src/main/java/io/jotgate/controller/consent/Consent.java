package io.jotgate.controller.consent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Reason;
import java.util.Optional;

/**
 * Decides whether an issuer takes a consumer or a route.
 *
 * <p>Consumer, route and issuer live in one namespace and a reference is enough: whoever may create
 * objects there may use what is there.
 */
public final class Consent {
  /** Why an issuer takes somebody, or does not. */
  public enum ConsentReason implements Reason {
    /** The issuer takes it. */
    Accepted,
    /** There is no such issuer, or it is being deleted. */
    IssuerNotFound,
    /** The reference is not to this issuer. */
    NotReferenced,
    /** The consumer is suspended. */
    Suspended
  }

  /**
   * The decision.
   *
   * @param accepted whether the issuer takes it
   * @param reason why, or why not
   * @param message for people
   */
  public record Verdict(boolean accepted, ConsentReason reason, String message) {}

  private Consent() {}

  /**
   * Whether a consumer gets tokens of an issuer.
   *
   * @param issuerName name of the issuer
   * @param issuer the issuer, if it exists
   */
  public static Verdict ofConsumer(
      ApiConsumer consumer, String issuerName, Optional<JwtIssuer> issuer) {
    if (!IssuerReferences.of(consumer).contains(issuerName)) {
      return notReferenced(consumer, issuerName);
    }
    if (isSuspended(consumer)) {
      return new Verdict(
          false, ConsentReason.Suspended, "Suspended: set spec.suspended to false to get tokens");
    }
    return toIssuer(issuerName, issuer);
  }

  /** Whether a route may trust the keys of an issuer. */
  public static Verdict ofRoute(
      ProtectedRoute route, String issuerName, Optional<JwtIssuer> issuer) {
    if (!IssuerReferences.of(route).contains(issuerName)) {
      return notReferenced(route, issuerName);
    }
    return toIssuer(issuerName, issuer);
  }

  /** Whether the user has suspended the consumer. */
  public static boolean isSuspended(ApiConsumer consumer) {
    return Optional.ofNullable(consumer.getSpec()).map(ApiConsumerSpec::suspended).orElse(false);
  }

  private static Verdict toIssuer(String name, Optional<JwtIssuer> issuer) {
    if (issuer.filter(each -> !Metadata.isBeingDeleted(each)).isEmpty()) {
      return new Verdict(
          false,
          ConsentReason.IssuerNotFound,
          "JwtIssuer " + name + " does not exist in this namespace: create it");
    }
    return new Verdict(true, ConsentReason.Accepted, "JwtIssuer " + name + " accepts it");
  }

  private static Verdict notReferenced(HasMetadata who, String issuer) {
    return new Verdict(
        false,
        ConsentReason.NotReferenced,
        who.getKind() + " " + Metadata.name(who) + " does not name JwtIssuer " + issuer);
  }
}
