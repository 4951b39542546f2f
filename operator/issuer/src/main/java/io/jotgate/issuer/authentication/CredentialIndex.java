package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.KeyVerifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All consumers, found by the id of an API key. */
public final class CredentialIndex {
  private final String revision;
  private final int consumers;
  private final Map<String, Entry> byKeyId;

  record Entry(ConsumerEntry consumer, KeyVerifier verifier) {}

  /** Indexes the content of a credentials file. */
  public CredentialIndex(Credentials credentials) {
    Map<String, Entry> entries = new HashMap<>();
    for (ConsumerEntry consumer : credentials.consumers()) {
      consumer.credentials().stream()
          .filter(KeyVerifier.class::isInstance)
          .map(KeyVerifier.class::cast)
          .forEach(verifier -> entries.put(verifier.id(), new Entry(consumer, verifier)));
    }
    this.revision = credentials.revision();
    this.consumers = credentials.consumers().size();
    this.byKeyId = Map.copyOf(entries);
  }

  /** The revision that the operator gave this content. */
  public String revision() {
    return revision;
  }

  /** How many consumers there are. */
  public int consumers() {
    return consumers;
  }

  Optional<Entry> find(String keyId) {
    return Optional.ofNullable(byKeyId.get(keyId));
  }
}
