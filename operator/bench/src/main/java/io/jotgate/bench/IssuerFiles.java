package io.jotgate.bench;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.issuer.model.ResponseConfig;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.issuer.model.SlotFileCodec;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.keys.password.PasswordHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a token service with many consumers reads, and what is needed to ask it. */
final class IssuerFiles {
  /** As many as the memory target of the token service speaks of. */
  static final int CONSUMERS = 1000;

  static final Duration TTL = Duration.ofMinutes(5);
  private static final String GRANT_FORM =
      "grant_type=client_credentials&scope=orders%3Aread&audience=orders-api";
  private static final String OWNER = "0b8f2c1e-uid";

  private final KeyParameters parameters;
  private final GeneratedKey key;
  private final List<ApiKey> apiKeys = new ArrayList<>();
  private final List<ConsumerEntry> consumers = new ArrayList<>();

  /** Of an issuer that signs with ES256. */
  IssuerFiles(SecureRandom random) {
    this(random, KeyParameters.of("ES256"));
  }

  IssuerFiles(SecureRandom random, KeyParameters parameters) {
    this(random, parameters, CONSUMERS, Optional.empty());
  }

  /**
   * Of an issuer with so many consumers.
   *
   * @param password the hash of {@link Passwords#PASSWORD}, which all consumers have then beside
   *     their API keys: one hash for all, since making a thousand takes a minute
   */
  IssuerFiles(
      SecureRandom random, KeyParameters parameters, int count, Optional<PasswordHash> password) {
    this.parameters = parameters;
    key = SigningKeys.generate(parameters, random);
    for (int i = 0; i < count; i++) {
      ApiKey apiKey = ApiKey.generate(random);
      apiKeys.add(apiKey);
      consumers.add(
          new ConsumerEntry(
              "consumer-" + i,
              "7c9e6679-7425-40de-944b-" + (100_000_000_000L + i),
              List.of("orders:read", "orders:write"),
              List.of("orders-api"),
              credentials(apiKey, password)));
    }
  }

  GeneratedKey key() {
    return key;
  }

  ConsumerEntry consumer(int index) {
    return consumers.get(index);
  }

  ApiKey apiKey(int index) {
    return apiKeys.get(index);
  }

  /** One request for each consumer. */
  List<Request> requests() {
    return apiKeys.stream().map(Request::withKey).toList();
  }

  /** One request for each consumer at the token endpoint, with its API key as client secret. */
  List<Request> grants() {
    List<Request> grants = new ArrayList<>();
    for (int i = 0; i < consumers.size(); i++) {
      grants.add(
          Request.grant(
              "/oauth2/token", consumers.get(i).clientId(), apiKeys.get(i).text(), GRANT_FORM));
    }
    return grants;
  }

  /** One login by password for each consumer; the files must have been made with one. */
  List<Request> logins() {
    return consumers.stream()
        .map(consumer -> Request.login(consumer.clientId(), Passwords.PASSWORD))
        .toList();
  }

  Credentials credentials() {
    return Credentials.of(consumers);
  }

  static IssuerConfig config() {
    return config(AuthenticationConfig.ofHeaders("apikey"));
  }

  static IssuerConfig config(AuthenticationConfig authentication) {
    return new IssuerConfig(
        "https://login.shop.svc",
        List.of("billing-api", "orders-api"),
        TTL.toSeconds(),
        TTL.toSeconds(),
        authentication,
        List.of("orders:read", "orders:write"),
        600,
        ResponseConfig.DEFAULT,
        ClaimsConfig.DEFAULT);
  }

  /** Writes all files into a directory, as the volume of a pod has them. */
  void writeTo(Path directory, Instant now) {
    writeTo(directory, now, config(), consumers);
  }

  /** The same with other settings and other consumers. */
  void writeTo(
      Path directory, Instant now, IssuerConfig config, List<ConsumerEntry> otherConsumers) {
    SelfSigned certificate = SelfSigned.create();
    Map<String, String> files =
        Map.of(
            "ring.json", RingCodec.write(ring(now)),
            "signing-a.json",
                SlotFileCodec.write(new SlotFile(OWNER, key.kid(), key.alg(), key.privateJwk())),
            "issuer.json", IssuerConfigCodec.write(config),
            "credentials.json", CredentialsCodec.write(Credentials.of(otherConsumers)),
            "tls.crt", certificate.chainPem(),
            "tls.key", certificate.keyPem());
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CredentialVerifier> credentials(
      ApiKey apiKey, Optional<PasswordHash> password) {
    List<CredentialVerifier> credentials = new ArrayList<>();
    credentials.add(apiKey.verifier("main"));
    password.ifPresent(
        hash -> credentials.add(new PasswordVerifier("password", hash.text(), null)));
    return credentials;
  }

  private KeyRing ring(Instant now) {
    return KeyRing.create(OWNER, 0)
        .reserve(new Reservation(KeySlot.A, key.kid(), parameters, key.publicJwk()))
        .prepare(now, TTL)
        .activate(now, TTL, demoted -> null, Optional.empty());
  }
}
