package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.KeyVerifier;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All consumers, found by what they present. Immutable. */
public final class CredentialIndex {
  private final String revision;
  private final Map<String, KeyEntry> byKeyId = new HashMap<>();
  private final Map<String, KeyEntry> byKeyHash = new HashMap<>();
  private final Map<String, Client> clients = new HashMap<>();
  private final List<Client> withPasswords = new ArrayList<>();
  private final Set<String> credentialIds = new HashSet<>();

  /** An API key and whose it is. */
  record KeyEntry(ConsumerEntry consumer, CredentialVerifier verifier, String sha256Hex) {}

  /** Indexes the content of a credentials file. */
  public CredentialIndex(Credentials credentials) {
    this.revision = credentials.revision();
    for (ConsumerEntry consumer : credentials.consumers()) {
      Client client = Client.of(consumer);
      clients.put(consumer.clientId(), client);
      if (!client.passwords().isEmpty()) {
        withPasswords.add(client);
      }
      for (CredentialVerifier verifier : consumer.credentials()) {
        credentialIds.add(verifier.id());
        if (verifier instanceof KeyVerifier key) {
          byKeyId.put(key.id(), new KeyEntry(consumer, key, key.sha256Hex()));
        } else if (verifier instanceof OpaqueKeyVerifier key) {
          byKeyHash.put(key.sha256Hex(), new KeyEntry(consumer, key, key.sha256Hex()));
        }
      }
    }
  }

  /** The revision that the operator gave this content. */
  public String revision() {
    return revision;
  }

  /** How many consumers there are. */
  public int consumers() {
    return clients.size();
  }

  /** Memory that the costliest login takes, in KiB. */
  public int mostPasswordMemoryKib() {
    return withPasswords.stream().mapToInt(Client::passwordMemoryKib).max().orElse(0);
  }

  /** How many credentials cannot be used, because their content is none that this code takes. */
  public int unusable() {
    return clients.values().stream().mapToInt(Client::unusable).sum();
  }

  /** Whether a consumer has a credential of this id. */
  boolean hasCredential(String id) {
    return credentialIds.contains(id);
  }

  Optional<KeyEntry> find(ApiKey key) {
    return Optional.ofNullable(byKeyId.get(key.id()));
  }

  Optional<KeyEntry> findOpaque(String sha256Hex) {
    return Optional.ofNullable(byKeyHash.get(sha256Hex));
  }

  Optional<Client> client(String clientId) {
    return Optional.ofNullable(clients.get(clientId));
  }

  /**
   * A client with passwords to compute on for a user who has none, always the same for the same
   * number: what a refusal costs must not tell who exists. Empty if nobody has a password.
   */
  Optional<Client> decoy(int number) {
    return withPasswords.isEmpty()
        ? Optional.empty()
        : Optional.of(withPasswords.get(Math.floorMod(number, withPasswords.size())));
  }
}
