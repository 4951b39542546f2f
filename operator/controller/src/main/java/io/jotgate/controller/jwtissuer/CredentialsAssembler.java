package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.consent.Consent;
import io.jotgate.controller.consent.IssuerReferences;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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

  private CredentialsAssembler() {}

  /**
   * The document.
   *
   * @param consumers every consumer that may name the issuer
   * @param verifiers finds the verifiers Secret of a consumer
   * @param present entries of the present document by client id. When not all fit, they stay and
   *     newcomers wait, the oldest first; so a removal always lands. One whose Secret is missing
   *     stays as it is: a Secret that somebody deletes is made again, and until then its key is
   *     still good
   */
  static Credentials assemble(
      JwtIssuer issuer,
      Collection<ApiConsumer> consumers,
      Function<ApiConsumer, Optional<Secret>> verifiers,
      Map<String, ConsumerEntry> present) {
    List<ApiConsumer> taken =
        consumers.stream()
            .filter(consumer -> isTaken(consumer, issuer, present))
            .filter(consumer -> !Metadata.isBeingDeleted(consumer))
            .sorted(
                Comparator.comparing(
                        (ApiConsumer consumer) -> !present.containsKey(Metadata.name(consumer)))
                    .thenComparing(consumer -> Metadata.createdAt(consumer).orElseThrow())
                    .thenComparing(Metadata::name))
            .toList();
    Set<String> keyIds = new HashSet<>();
    List<ConsumerEntry> entries = new ArrayList<>();
    int room = MAX_BYTES - size(List.of());
    for (ApiConsumer consumer : taken) {
      Optional<ConsumerEntry> entry =
          verifiers
              .apply(consumer)
              .map(secret -> entry(consumer, secret))
              .orElseGet(() -> kept(consumer, present));
      if (entry.isEmpty()) {
        continue;
      }
      int needed = size(List.of(entry.get())) - size(List.of()) + 1;
      List<String> ids = entry.get().lookUps();
      if (needed <= room && ids.stream().noneMatch(keyIds::contains)) {
        room -= needed;
        keyIds.addAll(ids);
        entries.add(entry.get());
      }
    }
    return Credentials.of(entries);
  }

  /**
   * While something holds an issuer that is being deleted, those whom it serves stay, and nobody
   * else comes.
   */
  private static boolean isTaken(
      ApiConsumer consumer, JwtIssuer issuer, Map<String, ConsumerEntry> present) {
    String name = Metadata.name(issuer);
    if (Metadata.isBeingDeleted(issuer) && present.containsKey(Metadata.name(consumer))) {
      return IssuerReferences.of(consumer).contains(name) && !Consent.isSuspended(consumer);
    }
    return Consent.ofConsumer(consumer, name, Optional.of(issuer)).accepted();
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
      ApiConsumer consumer, Map<String, ConsumerEntry> present) {
    return Optional.ofNullable(present.get(Metadata.name(consumer)))
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
