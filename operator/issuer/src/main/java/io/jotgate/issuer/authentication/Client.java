package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.issuer.model.PublicKeyVerifier;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.password.InvalidPasswordHashException;
import io.jotgate.keys.password.PasswordHash;
import java.util.ArrayList;
import java.util.List;

/**
 * A consumer whose passwords and public keys have been read.
 *
 * @param unusable how many of them could not be; they are good for nothing
 */
record Client(
    ConsumerEntry consumer, List<Password> passwords, AssertionKeys assertionKeys, int unusable) {

  /** A password's hash, ready to be compared. */
  record Password(PasswordVerifier verifier, PasswordHash hash) {}

  static Client of(ConsumerEntry consumer) {
    List<Password> passwords = new ArrayList<>();
    List<AssertionKeys.Key> keys = new ArrayList<>();
    int unusable = 0;
    for (CredentialVerifier verifier : consumer.credentials()) {
      try {
        if (verifier instanceof PasswordVerifier password) {
          passwords.add(new Password(password, PasswordHash.parse(password.hash())));
        } else if (verifier instanceof PublicKeyVerifier key) {
          keys.add(new AssertionKeys.Key(key, PublicJwk.parse(key.publicJwk())));
        }
      } catch (InvalidPasswordHashException | InvalidJwkException e) {
        unusable++;
      }
    }
    return new Client(consumer, List.copyOf(passwords), AssertionKeys.of(keys), unusable);
  }

  /** Memory that checking a password takes, in KiB. */
  int passwordMemoryKib() {
    return passwords.stream().mapToInt(password -> password.hash().memoryKib()).max().orElse(0);
  }

  boolean has(PasswordVerifier verifier) {
    return passwords.stream().anyMatch(password -> password.verifier().equals(verifier));
  }
}
