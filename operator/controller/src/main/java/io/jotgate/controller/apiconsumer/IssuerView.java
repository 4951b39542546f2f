package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.controller.consent.Consent.Verdict;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.KeyVerifier;
import java.util.List;
import java.util.Optional;

/**
 * How one issuer stands to the consumer.
 *
 * @param issuer name of the issuer, with its namespace if that is another one
 * @param clientId the consumer in its tokens
 * @param verdict whether it takes the consumer
 * @param entry the consumer as the issuer's credentials have it; empty: not among them
 * @param credentialsExist whether the issuer has credentials at all
 * @param acknowledged whether every pod of the issuer has loaded these credentials
 */
record IssuerView(
    String issuer,
    String clientId,
    Verdict verdict,
    Optional<ConsumerEntry> entry,
    boolean credentialsExist,
    boolean acknowledged) {
  /** Data key of the credentials in their Secret. */
  private static final String CREDENTIALS = "credentials.json";

  /** Reads the issuer's credentials, if there are any. */
  static IssuerView of(
      String issuer, Verdict verdict, String clientId, Optional<Secret> credentials) {
    return new IssuerView(
        issuer,
        clientId,
        verdict,
        credentials.flatMap(secret -> entry(secret, clientId)),
        credentials.isPresent(),
        credentials.filter(IssuerView::isAcknowledged).isPresent());
  }

  /** The consumer as the issuer is to know it, if it gives it anything. */
  Optional<ConsumerEntry> wanted(ConsumerEntry asked) {
    return verdict.accepted() ? verdict.granted(asked, clientId) : Optional.empty();
  }

  /** Whether every pod takes a key; an issuer that does not take the consumer is not asked. */
  boolean takes(KeyVerifier key) {
    if (!verdict.accepted()) {
      return true;
    }
    return acknowledged
        && entry.stream()
            .flatMap(each -> each.credentials().stream())
            .filter(KeyVerifier.class::isInstance)
            .map(KeyVerifier.class::cast)
            .anyMatch(
                each -> each.id().equals(key.id()) && each.sha256Hex().equals(key.sha256Hex()));
  }

  private static Optional<ConsumerEntry> entry(Secret credentials, String clientId) {
    return Data.text(credentials, CREDENTIALS).map(IssuerView::consumers).orElse(List.of()).stream()
        .filter(each -> each.clientId().equals(clientId))
        .findFirst();
  }

  private static List<ConsumerEntry> consumers(String text) {
    try {
      return CredentialsCodec.read(text).consumers();
    } catch (InvalidDocumentException edited) {
      return List.of();
    }
  }

  private static boolean isAcknowledged(Secret credentials) {
    Optional<String> revision = Metadata.annotation(credentials, JotgateAnnotations.REVISION);
    return revision.isPresent()
        && revision.equals(
            Metadata.annotation(credentials, JotgateAnnotations.ACKNOWLEDGED_REVISION));
  }
}
