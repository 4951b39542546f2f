package io.jotgate.issuer.model;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All consumers of one issuer: the content of {@code credentials.json}.
 *
 * @param revision what the token service reports when it has loaded this content
 * @param consumers sorted by client id; a consumer that may not have tokens is left out
 */
public record Credentials(String revision, List<ConsumerEntry> consumers) {
  /**
   * Checks that every look-up has one answer.
   *
   * @throws InvalidDocumentException if two consumers share a client id or an API key
   */
  public Credentials {
    Syntax.require(Syntax.NAME, revision, "revision");
    consumers = consumers.stream().sorted(Comparator.comparing(ConsumerEntry::clientId)).toList();
    Set<String> clientIds = new HashSet<>();
    Set<String> lookUps = new HashSet<>();
    for (ConsumerEntry consumer : consumers) {
      if (!clientIds.add(consumer.clientId())) {
        throw new InvalidDocumentException("consumers", "has a clientId twice");
      }
      if (!consumer.lookUps().stream().allMatch(lookUps::add)) {
        throw new InvalidDocumentException("consumers", "has an API key twice");
      }
    }
  }

  /** Content whose revision is derived from it: equal consumers give an equal revision. */
  public static Credentials of(List<ConsumerEntry> consumers) {
    return CredentialsCodec.withDerivedRevision(consumers);
  }
}
