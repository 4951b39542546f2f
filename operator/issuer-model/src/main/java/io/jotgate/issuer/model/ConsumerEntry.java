package io.jotgate.issuer.model;

import java.util.Comparator;
import java.util.List;

/**
 * One consumer as the token service knows it. The lists are sets and are kept sorted.
 *
 * @param clientId the {@code client_id} of its tokens
 * @param subject the {@code sub} of its tokens: stable for the life of the consumer
 * @param scopes scopes that a token may carry, at most
 * @param audiences audiences that a token may name, at most; empty: those of the issuer
 * @param keys its API keys
 */
public record ConsumerEntry(
    String clientId,
    String subject,
    List<String> scopes,
    List<String> audiences,
    List<KeyVerifier> keys) {
  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if one has another form, or two keys have the same id
   */
  public ConsumerEntry {
    Syntax.require(Syntax.NAME, clientId, "clientId");
    Syntax.require(Syntax.NAME, subject, "subject");
    scopes = Syntax.sortedSet(Syntax.SCOPE, scopes, "scopes");
    audiences = Syntax.sortedSet(Syntax.AUDIENCE, audiences, "audiences");
    keys = keys.stream().sorted(Comparator.comparing(KeyVerifier::id)).toList();
    if (keys.stream().map(KeyVerifier::id).distinct().count() != keys.size()) {
      throw new InvalidDocumentException("keys", "has an id twice");
    }
  }
}
