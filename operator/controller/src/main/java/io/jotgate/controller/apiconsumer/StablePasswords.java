package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.keys.password.InvalidPasswordHashException;
import io.jotgate.keys.password.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hashes with Argon2id, once for each password: what is published already and still matches stays.
 *
 * <p>Which version of a Secret has been hashed is remembered while the process lives, because
 * telling whether a hash matches costs as much as making one. After a restart it is told anew.
 */
final class StablePasswords {
  private static final int REMEMBERED = 4096;

  private final SecureRandom random;
  private final Map<String, Hashed> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Hashed> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Hashed(String version, String hash) {
    @Override
    public String toString() {
      return "Hashed[" + version + "]";
    }
  }

  StablePasswords(SecureRandom random) {
    this.random = random;
  }

  /**
   * Hashes for one consumer.
   *
   * @param published what issuers are told of the consumer at present
   */
  Passwords with(Optional<ConsumerEntry> published) {
    return (consumer, credential, secret, password) ->
        hash(consumer, credential, secret, password, published);
  }

  private String hash(
      ApiConsumer consumer,
      String credential,
      Secret secret,
      String password,
      Optional<ConsumerEntry> published) {
    String key = Metadata.uid(consumer) + "/" + credential;
    String version = Metadata.uid(secret) + "/" + secret.getMetadata().getResourceVersion();
    Optional<String> remembered = remembered(key, version);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    String hash =
        published.stream()
            .flatMap(entry -> entry.credentials().stream())
            .filter(PasswordVerifier.class::isInstance)
            .map(PasswordVerifier.class::cast)
            .filter(verifier -> verifier.name().equals(credential))
            .map(PasswordVerifier::hash)
            .filter(text -> isOurs(text) && matches(text, bytes))
            .findFirst()
            .orElseGet(() -> PasswordHash.argon2id(bytes, salt()).text());
    remember(key, new Hashed(version, hash));
    return hash;
  }

  /** A hash of other parameters was brought by the user before, or by an older version. */
  private static boolean isOurs(String hash) {
    return hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  private static boolean matches(String hash, byte[] password) {
    try {
      return PasswordHash.parse(hash).matches(password);
    } catch (InvalidPasswordHashException edited) {
      return false;
    }
  }

  private byte[] salt() {
    byte[] salt = new byte[PasswordHash.SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private Optional<String> remembered(String key, String version) {
    synchronized (known) {
      return Optional.ofNullable(known.get(key))
          .filter(hashed -> hashed.version().equals(version))
          .map(Hashed::hash);
    }
  }

  private void remember(String key, Hashed hashed) {
    synchronized (known) {
      known.put(key, hashed);
    }
  }
}
