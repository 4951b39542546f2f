package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.consent.Applicant;
import io.jotgate.controller.consent.Consent;
import io.jotgate.controller.consent.IssuerId;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the consumers of an issuer together into one document. Pure.
 *
 * <p>A consumer is in it if the issuer takes it and its verifiers Secret is its own: of this very
 * ApiConsumer, about this very ApiConsumer. Whatever is wrong with one consumer leaves that one out
 * and no other.
 */
final class CredentialsAssembler {
  /** Data key of a verifiers Secret. */
  static final String VERIFIERS = "verifiers.json";

  /** A Secret holds 1 MiB at most; the rest is room for metadata. */
  private static final int MAX_BYTES = 900 * 1024;

  /** Of one credential: the present key, the next one and three before. */
  private static final int MAX_VERIFIERS = 5;

  private CredentialsAssembler() {}

  /**
   * The document.
   *
   * @param applicants every consumer that names the issuer
   * @param present entries of the present document by client id. When not all fit, they stay and
   *     newcomers wait, those of the issuer's namespace first, then the oldest; so a removal always
   *     lands. One whose Secret is missing stays as it is: a Secret that somebody deletes is made
   *     again, and until then its key is still good
   */
  static Credentials assemble(
      JwtIssuer issuer, Applicants applicants, Map<String, ConsumerEntry> present) {
    IssuerId id = IssuerId.of(issuer);
    List<Applicant> ordered =
        applicants.all().stream()
            .filter(each -> !Metadata.isBeingDeleted(each.consumer()))
            .sorted(order(id, present))
            .toList();
    var document = new Document();
    for (Applicant applicant : ordered) {
      ApiConsumer consumer = applicant.consumer();
      String clientId = Consent.clientId(consumer, id);
      Consent.Verdict verdict = verdict(applicant, issuer, present.containsKey(clientId));
      if (verdict.accepted()) {
        applicants
            .verifiersOf(consumer)
            .map(secret -> entry(consumer, secret))
            .orElseGet(() -> kept(consumer, clientId, present))
            .flatMap(asked -> verdict.granted(asked, clientId))
            .filter(granted -> isWithinSpec(applicant, verdict, granted))
            .ifPresent(document::add);
      }
    }
    return Credentials.of(document.entries);
  }

  private static Comparator<Applicant> order(IssuerId id, Map<String, ConsumerEntry> present) {
    return Comparator.comparing(
            (Applicant each) -> !present.containsKey(Consent.clientId(each.consumer(), id)))
        .thenComparing(each -> !Metadata.namespace(each.consumer()).equals(id.namespace()))
        .thenComparing(each -> Metadata.createdAt(each.consumer()).orElseThrow())
        .thenComparing(each -> Consent.clientId(each.consumer(), id));
  }

  /** What is written so far. */
  private static final class Document {
    private final List<ConsumerEntry> entries = new ArrayList<>();
    private final Set<String> keyIds = new HashSet<>();
    private int room = MAX_BYTES - size(List.of());

    /** Adds the entry, if it fits and nobody before has one of its keys. */
    void add(ConsumerEntry entry) {
      int needed = size(List.of(entry)) - size(List.of()) + 1;
      List<String> ids = entry.lookUps();
      if (needed <= room && ids.stream().noneMatch(keyIds::contains)) {
        room -= needed;
        keyIds.addAll(ids);
        entries.add(entry);
      }
    }
  }

  /**
   * While something holds an issuer that is being deleted, those whom it serves stay, and nobody
   * else comes.
   */
  private static Consent.Verdict verdict(Applicant applicant, JwtIssuer issuer, boolean served) {
    return served
        ? Consent.ofServed(applicant, issuer)
        : Consent.ofConsumer(applicant, IssuerId.of(issuer), Optional.of(issuer));
  }

  /** What is in a Secret of another namespace may be more than its ApiConsumer says. */
  private static boolean isWithinSpec(
      Applicant applicant, Consent.Verdict verdict, ConsumerEntry entry) {
    return verdict.ceiling().isEmpty()
        || entry.credentials().size() <= applicant.credentials() * MAX_VERIFIERS;
  }

  private static Optional<ConsumerEntry> entry(ApiConsumer consumer, Secret secret) {
    if (!OwnerReferences.isOwnedBy(secret, consumer)) {
      return Optional.empty();
    }
    return Data.text(secret, VERIFIERS)
        .flatMap(CredentialsAssembler::read)
        .map(ConsumerVerifiers::consumer)
        .filter(entry -> entry.clientId().equals(Metadata.name(consumer)))
        .filter(entry -> entry.subject().equals(Metadata.uid(consumer)));
  }

  private static Optional<ConsumerEntry> kept(
      ApiConsumer consumer, String clientId, Map<String, ConsumerEntry> present) {
    return Optional.ofNullable(present.get(clientId))
        .filter(entry -> entry.subject().equals(Metadata.uid(consumer)));
  }

  private static Optional<ConsumerVerifiers> read(String text) {
    try {
      return Optional.of(ConsumerVerifiersCodec.read(text));
    } catch (InvalidDocumentException edited) {
      return Optional.empty();
    }
  }

  private static int size(List<ConsumerEntry> entries) {
    return CredentialsCodec.write(Credentials.of(entries)).getBytes(StandardCharsets.UTF_8).length;
  }
}
