package io.jotgate.controller.consent;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Reason;
import io.jotgate.issuer.model.ConsumerEntry;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an issuer takes a consumer or a route, and what it lets a consumer have.
 *
 * <p>In the namespace of the issuer a reference is enough: whoever may create objects there may use
 * what is there. A consumer of another namespace has what it asks for as far as the issuer's
 * consumerPolicies grant it to its namespace, and no word of its own adds to that.
 */
public final class Consent {
  /** Why an issuer takes somebody, or does not. */
  public enum ConsentReason implements Reason {
    /** The issuer takes it. */
    Accepted,
    /** The issuer takes it and does not let it have all that it asks for. */
    PartlyAllowed,
    /** There is no such issuer, or it is being deleted. */
    IssuerNotFound,
    /** The issuer, if there is one, accepts no such consumer of this namespace. */
    NotAllowedByIssuer,
    /** Older consumers of the namespace have all credentials that the issuer grants it. */
    TooManyCredentials,
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
   * @param ceiling what a consumer of another namespace may have
   */
  public record Verdict(
      boolean accepted, ConsentReason reason, String message, Optional<Ceiling> ceiling) {
    private static Verdict refused(ConsentReason reason, String message) {
      return new Verdict(false, reason, message, Optional.empty());
    }

    /**
     * A consumer that is accepted, as the pods of the issuer are to know it; empty if nothing is
     * left of what it asks for.
     *
     * @param asked the consumer as it wants to be; of another namespace, as somebody there says
     * @param clientId its client id at the issuer
     */
    public Optional<ConsumerEntry> granted(ConsumerEntry asked, String clientId) {
      ConsumerEntry named = asked.called(clientId);
      return ceiling.map(limit -> limit.of(named)).orElseGet(() -> Optional.of(named));
    }
  }

  private Consent() {}

  /**
   * Whether a consumer gets tokens of an issuer.
   *
   * @param issuer the issuer, if it exists
   */
  public static Verdict ofConsumer(Applicant applicant, IssuerId id, Optional<JwtIssuer> issuer) {
    return decide(applicant, id, issuer.filter(each -> !Metadata.isBeingDeleted(each)));
  }

  /**
   * The same for a consumer that the issuer serves already: it goes on being served while the
   * issuer is being deleted and something holds it.
   */
  public static Verdict ofServed(Applicant applicant, JwtIssuer issuer) {
    return decide(applicant, IssuerId.of(issuer), Optional.of(issuer));
  }

  /** Whether a route may trust the keys of an issuer of its namespace. */
  public static Verdict ofRoute(
      ProtectedRoute route, String issuerName, Optional<JwtIssuer> issuer) {
    if (!IssuerReferences.of(route).contains(issuerName)) {
      return notReferenced("ProtectedRoute " + Metadata.name(route), issuerName);
    }
    return issuer.filter(each -> !Metadata.isBeingDeleted(each)).isEmpty()
        ? notFound(issuerName)
        : accepted(issuerName, List.of(), Optional.empty());
  }

  /** Whether the user has suspended the consumer. */
  public static boolean isSuspended(ApiConsumer consumer) {
    return Optional.ofNullable(consumer.getSpec()).map(ApiConsumerSpec::suspended).orElse(false);
  }

  /** The {@code client_id} of a consumer in the tokens of an issuer. */
  public static String clientId(ApiConsumer consumer, IssuerId issuer) {
    String name = Metadata.name(consumer);
    String namespace = Metadata.namespace(consumer);
    return issuer.namespace().equals(namespace) ? name : namespace + "/" + name;
  }

  private static Verdict decide(Applicant applicant, IssuerId id, Optional<JwtIssuer> issuer) {
    ApiConsumer consumer = applicant.consumer();
    String seen = id.seenFrom(applicant.namespace());
    if (!IssuerReferences.of(consumer).contains(id)) {
      return notReferenced("ApiConsumer " + Metadata.name(consumer), seen);
    }
    if (isSuspended(consumer)) {
      return Verdict.refused(
          ConsentReason.Suspended, "Suspended: set spec.suspended to false to get tokens");
    }
    if (!id.namespace().equals(applicant.namespace())) {
      return ofStranger(applicant, id, issuer);
    }
    return issuer
        .map(each -> accepted(seen, outsideCatalogues(consumer.getSpec(), each), Optional.empty()))
        .orElseGet(() -> notFound(seen));
  }

  /** One answer for an issuer that is not there and for one that names other namespaces. */
  private static Verdict ofStranger(Applicant applicant, IssuerId id, Optional<JwtIssuer> issuer) {
    String seen = id.seenFrom(applicant.namespace());
    Optional<Ceiling> ceiling =
        issuer.flatMap(each -> Ceiling.granted(each, applicant.namespaceLabels()));
    if (ceiling.isEmpty()) {
      return Verdict.refused(
          ConsentReason.NotAllowedByIssuer,
          "JwtIssuer %s does not exist, or accepts no consumers of namespace %s: its spec.consumerPolicies have to name a label of the namespace"
              .formatted(seen, applicant.namespace()));
    }
    ApiConsumerSpec spec = applicant.consumer().getSpec();
    if (!ceiling.get().leavesAnAudience(Optional.ofNullable(spec.audiences()).orElse(List.of()))) {
      return Verdict.refused(
          ConsentReason.NotAllowedByIssuer,
          "JwtIssuer %s grants consumers of namespace %s none of the audiences: it grants %s"
              .formatted(
                  seen,
                  applicant.namespace(),
                  String.join(", ", ceiling.get().audiences().stream().sorted().toList())));
    }
    if (applicant.credentialsUpTo(id) > ceiling.get().maxCredentials()) {
      return Verdict.refused(
          ConsentReason.TooManyCredentials,
          "Consumers of namespace %s may have %d credentials of JwtIssuer %s together: remove some, or ask its owner for a larger maxCredentials"
              .formatted(applicant.namespace(), ceiling.get().maxCredentials(), seen));
    }
    return accepted(seen, ceiling.get().missing(spec), ceiling);
  }

  private static List<String> outsideCatalogues(ApiConsumerSpec asked, JwtIssuer issuer) {
    var left = new LeftOut();
    var spec = Optional.ofNullable(issuer.getSpec());
    var scopes = Ceiling.scopeCatalogue(spec);
    if (!scopes.isEmpty()) {
      left.add("scope", asked.scopes(), scopes);
    }
    left.add("audience", asked.audiences(), Ceiling.audienceCatalogue(spec));
    return left.texts();
  }

  private static Verdict accepted(String issuer, List<String> leftOut, Optional<Ceiling> ceiling) {
    return leftOut.isEmpty()
        ? new Verdict(true, ConsentReason.Accepted, "JwtIssuer " + issuer + " accepts it", ceiling)
        : new Verdict(
            true,
            ConsentReason.PartlyAllowed,
            "JwtIssuer " + issuer + " accepts it without " + String.join("; ", leftOut),
            ceiling);
  }

  private static Verdict notFound(String issuer) {
    return Verdict.refused(
        ConsentReason.IssuerNotFound,
        "JwtIssuer " + issuer + " does not exist in this namespace: create it");
  }

  private static Verdict notReferenced(String who, String issuer) {
    return Verdict.refused(ConsentReason.NotReferenced, who + " does not name JwtIssuer " + issuer);
  }
}
