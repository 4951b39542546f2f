package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.issuer.model.Throttle;
import io.jotgate.keys.password.PasswordHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator with a clock that tests move and with password hashes that are looked up instead
 * of computed, so that each computation can be counted.
 */
final class LoginRig implements AutoCloseable {
  static final String URL = "https://login.shop.svc";
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String SOURCE = "192.0.2.1";
  static final String ELSEWHERE = "192.0.2.2";

  final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  final List<String> computed = new ArrayList<>();
  final Usage usage = new Usage();
  final List<String> told = new ArrayList<>();
  private final Map<String, String> passwordOf = new HashMap<>();
  private final PasswordPool pool = new PasswordPool(1, 16, 1 << 20);
  private final Authenticator authenticator =
      new Authenticator(
          now::get,
          new SecureRandom(),
          pool,
          usage,
          (method, outcome) -> told.add(method.label() + " " + outcome.label()),
          this::matches);

  AuthenticationConfig config = config(10, 60, 10, 300);

  static AuthenticationConfig config(int count, long window, int ofCredential, long itsWindow) {
    return new AuthenticationConfig(
        true,
        List.of("apikey"),
        true,
        "shop",
        new Throttle(count, window),
        new Throttle(ofCredential, itsWindow),
        List.of());
  }

  static CredentialIndex index(ConsumerEntry... consumers) {
    return new CredentialIndex(Credentials.of(List.of(consumers)));
  }

  static ConsumerEntry consumer(String clientId, CredentialVerifier... credentials) {
    return expiring(clientId, null, credentials);
  }

  static ConsumerEntry expiring(
      String clientId, @Nullable Instant end, CredentialVerifier... credentials) {
    return new ConsumerEntry(
        clientId,
        "uid-of-" + clientId,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        null,
        end,
        List.of(credentials));
  }

  static ApiKey apiKey() {
    return ApiKey.generate(new SecureRandom());
  }

  PasswordVerifier password(String name, String password) {
    return password(name, password, null);
  }

  /** A verifier that finds a password right without computing anything. */
  PasswordVerifier password(String name, String password, @Nullable Instant end) {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    byte[] salt = ByteBuffer.allocate(16).putInt(passwordOf.size()).array();
    String hash =
        "$argon2id$v=19$m=19456,t=2,p=1$"
            + encoder.encodeToString(salt)
            + "$"
            + encoder.encodeToString(new byte[32]);
    passwordOf.put(hash, password);
    return new PasswordVerifier(name, hash, end);
  }

  Authentication present(CredentialIndex index, Presented presented, String source) {
    return authenticator
        .authenticate(index, config, URL, presented, source)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  Authentication key(CredentialIndex index, String text, String source) {
    return present(index, new Presented.ApiKeyText(text), source);
  }

  Authentication login(CredentialIndex index, String user, String password, String source) {
    return present(index, new Presented.Password(user, password), source);
  }

  @Override
  public void close() {
    pool.close();
  }

  private synchronized boolean matches(PasswordHash hash, byte[] password) {
    computed.add(hash.text());
    return new String(password, StandardCharsets.UTF_8).equals(passwordOf.get(hash.text()));
  }
}
