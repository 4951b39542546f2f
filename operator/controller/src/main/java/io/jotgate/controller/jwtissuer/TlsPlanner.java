package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.controller.jwtissuer.TlsPlan.Problem;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.SecretLookup;
import io.jotgate.controller.tls.BroughtCertificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which certificate the pods of a token service mount. Pure.
 *
 * <p>A Secret of the user that cannot be used changes nothing: pods go on with what they mount. And
 * as long as a pod speaks what is no longer wanted, the Service leads to it: so a change of mode
 * refuses nobody, and a client has until the last pod of before has gone.
 */
final class TlsPlanner {
  private static final String SECRET_TYPE = "kubernetes.io/tls";

  private TlsPlanner() {}

  /**
   * What is known.
   *
   * @param issuer name of the issuer
   * @param namespace its namespace
   * @param wanted what the spec wants
   * @param brought the Secret that the spec names, if it names one
   * @param mounted what the Deployment mounts now, if there is one
   * @param served what its pods speak
   */
  record Facts(
      String issuer,
      String namespace,
      TlsSource wanted,
      Optional<SecretLookup> brought,
      Optional<TlsSource> mounted,
      Set<ClientPort> served) {
    /** Copies the set. */
    Facts {
      served = Set.copyOf(served);
    }
  }

  /** The decision. */
  static TlsPlan plan(Facts facts, Instant now) {
    return switch (facts.wanted()) {
      case TlsSource.Brought brought -> brought(facts, brought, now);
      case TlsSource.SelfSigned own -> served(facts, own);
      case TlsSource.Plain plain -> served(facts, plain);
      case TlsSource.Missing missing ->
          kept(
              facts, new Problem(IssuerReason.SecretNotFound, "tls.secretName is missing: set it"));
    };
  }

  private static TlsPlan brought(Facts facts, TlsSource.Brought wanted, Instant now) {
    return switch (facts.brought().orElseGet(SecretLookup.Absent::new)) {
      case SecretLookup.Absent absent ->
          kept(facts, new Problem(IssuerReason.SecretNotFound, notFound(facts, wanted.secret())));
      case SecretLookup.NotLabelled unlabelled ->
          kept(
              facts,
              new Problem(
                  IssuerReason.SecretNotLabelled,
                  "Secret %s may not be read: %s"
                      .formatted(wanted.secret(), labelCommand(facts, wanted.secret()))));
      case SecretLookup.Found(Secret secret) -> found(facts, wanted, secret, now);
    };
  }

  private static TlsPlan found(Facts facts, TlsSource.Brought wanted, Secret secret, Instant now) {
    if (JotgateLabels.carries(secret, Map.of(JotgateLabels.MANAGED_BY, JotgateLabels.JOTGATE))) {
      return invalid(facts, wanted, "belongs to the operator: name a Secret of your own");
    }
    if (!SECRET_TYPE.equals(secret.getType())) {
      return invalid(
          facts,
          wanted,
          "is not of type %s: delete it, then %s"
              .formatted(SECRET_TYPE, createCommand(facts, wanted.secret())));
    }
    BroughtCertificate certificate =
        BroughtCertificate.read(
            Data.text(secret, "tls.crt").orElse(""), Data.text(secret, "tls.key").orElse(""));
    Optional<String> fault = certificate.fault(now);
    return fault.isPresent()
        ? invalid(facts, wanted, fault.get() + ": replace it, " + replaceCommand(facts, wanted))
        : new TlsPlan(
            Serving.with(wanted).beside(facts.served()),
            Optional.empty(),
            certificate.nextChange(now));
  }

  private static TlsPlan invalid(Facts facts, TlsSource.Brought wanted, String what) {
    return kept(
        facts,
        new Problem(IssuerReason.SecretInvalid, "Secret %s %s".formatted(wanted.secret(), what)));
  }

  private static TlsPlan served(Facts facts, TlsSource source) {
    return new TlsPlan(
        Serving.with(source).beside(facts.served()), Optional.empty(), Optional.empty());
  }

  private static TlsPlan kept(Facts facts, Problem problem) {
    TlsSource stays = facts.mounted().orElseGet(TlsSource.Missing::new);
    String meanwhile =
        switch (stays) {
          case TlsSource.SelfSigned own -> "Until then the certificate of the operator stays";
          case TlsSource.Brought(String secret) ->
              "Until then pods keep the last good certificate of Secret " + secret;
          case TlsSource.Plain plain -> "Until then the token service speaks plain HTTP";
          case TlsSource.Missing none -> "Until then no pod gets ready";
        };
    return new TlsPlan(
        Serving.with(stays).beside(facts.served()),
        Optional.of(new Problem(problem.reason(), problem.message() + ". " + meanwhile)),
        Optional.empty());
  }

  private static String notFound(Facts facts, String secret) {
    return "Secret %s does not exist: %s && %s"
        .formatted(secret, createCommand(facts, secret), labelCommand(facts, secret));
  }

  private static String createCommand(Facts facts, String secret) {
    return "kubectl create secret tls %s -n %s --cert=tls.crt --key=tls.key"
        .formatted(secret, facts.namespace());
  }

  private static String labelCommand(Facts facts, String secret) {
    return "kubectl label secret %s -n %s %s=true"
        .formatted(secret, facts.namespace(), JotgateLabels.WATCH);
  }

  private static String replaceCommand(Facts facts, TlsSource.Brought wanted) {
    return createCommand(facts, wanted.secret()) + " --dry-run=client -o yaml | kubectl apply -f -";
  }
}
