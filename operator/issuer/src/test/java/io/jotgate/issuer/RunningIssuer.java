package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;

import io.jotgate.issuer.audit.AuditLog;
import io.jotgate.issuer.crypto.SigningProvider;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.IssuerStateCodec;
import io.jotgate.issuer.model.ResponseConfig;
import io.jotgate.keys.jose.GeneratedKey;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A token service in this process on free ports, with one consumer, one key and everything else
 * that it needs in a directory that is swapped like a mounted volume.
 */
final class RunningIssuer implements AutoCloseable {
  static final String URL = "https://login.shop.svc";
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final Mount mount;
  final GeneratedKey firstKey = Keys.generate();
  final ApiKey apiKey = ApiKey.generate(new SecureRandom());
  final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final ByteArrayOutputStream audit = new ByteArrayOutputStream();
  private final AuditLog auditLog;
  private final HttpClient client = TrustingClient.create();
  private final IssuerSettings settings;
  private final TokenService service;

  private RunningIssuer(IssuerSettings settings, boolean published) {
    this(settings, published, AuditLog::new);
  }

  private RunningIssuer(
      IssuerSettings settings, boolean published, Function<OutputStream, AuditLog> auditLogs) {
    this.settings = settings;
    this.auditLog = auditLogs.apply(audit);
    Certificates.Pair certificate = Certificates.selfSigned(1);
    mount =
        new Mount(settings.configDirectory())
            .with("ring.json", Keys.ring(Keys.signingWith(firstKey, NOW)))
            .with("signing-a.json", Keys.slot(firstKey))
            .with("issuer.json", IssuerConfigCodec.write(config()))
            .with("credentials.json", credentials(consumer(apiKey)))
            .with("tls.crt", certificate.chainPem())
            .with("tls.key", certificate.keyPem());
    if (published) {
      mount.publish();
    }
    service = TokenService.start(settings, now::get, SigningProvider.platform(), auditLog);
  }

  /** A service that has loaded everything. */
  static RunningIssuer in(Path directory) {
    return new RunningIssuer(settings(directory), true);
  }

  /** A service that has loaded everything, without TLS. */
  static RunningIssuer plain(Path directory) {
    return new RunningIssuer(settings(directory, false, ConnectionLimits.DEFAULT), true);
  }

  /** A service that has loaded everything, with other limits. */
  static RunningIssuer limited(Path directory, ConnectionLimits limits) {
    return new RunningIssuer(settings(directory, true, limits), true);
  }

  /** A service that has loaded everything, whose audit takes so many bytes and writes elsewhere. */
  static RunningIssuer auditing(
      Path directory, UnaryOperator<OutputStream> elsewhere, int capacityBytes) {
    return new RunningIssuer(
        settings(directory), true, out -> new AuditLog(elsewhere.apply(out), capacityBytes));
  }

  private static IssuerSettings settings(Path directory) {
    return settings(directory, true, ConnectionLimits.DEFAULT);
  }

  private static IssuerSettings settings(Path directory, boolean tls, ConnectionLimits limits) {
    return new IssuerSettings(
        directory, 0, tls, 0, "login-0", Duration.ZERO, Duration.ofMillis(200), limits);
  }

  /** A service whose volume is still empty; {@link #mount} holds what it will get. */
  static RunningIssuer withoutFiles(Path directory) {
    return new RunningIssuer(settings(directory), false);
  }

  /** A service that has loaded everything, with other settings and another consumer. */
  static RunningIssuer in(
      Path directory, IssuerConfig config, Function<ApiKey, ConsumerEntry> consumer) {
    RunningIssuer issuer = withoutFiles(directory);
    issuer
        .mount
        .with("issuer.json", IssuerConfigCodec.write(config))
        .with("credentials.json", credentials(consumer.apply(issuer.apiKey)))
        .publish();
    issuer.awaitReady(true);
    return issuer;
  }

  static IssuerConfig config() {
    return config(ResponseConfig.DEFAULT, ClaimsConfig.DEFAULT);
  }

  static IssuerConfig config(ResponseConfig response, ClaimsConfig claims) {
    return new IssuerConfig(
        URL,
        List.of("billing-api", "orders-api"),
        300,
        900,
        AuthenticationConfig.ofHeaders("apikey", "X-API-Key"),
        List.of("orders:read", "orders:write", "orders:admin"),
        600,
        response,
        claims);
  }

  static ConsumerEntry consumer(ApiKey key) {
    return new ConsumerEntry(
        "batch",
        "uid-of-batch",
        List.of("orders:read", "orders:write", "not:in-catalogue"),
        List.of("orders-api"),
        List.of(key.verifier("main")));
  }

  static String credentials(ConsumerEntry... consumers) {
    return CredentialsCodec.write(Credentials.of(List.of(consumers)));
  }

  int port() {
    return service.port();
  }

  HttpRequest.Builder auth() {
    return to("/auth").POST(BodyPublishers.noBody());
  }

  HttpRequest.Builder authWithKey() {
    return auth().header("apikey", apiKey.text());
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
            URI.create(
                (settings.tls() ? "https" : "http") + "://localhost:" + service.port() + path))
        .timeout(Duration.ofSeconds(10));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return TrustingClient.send(client, request.build());
  }

  HttpResponse<String> post(String body) {
    return send(
        authWithKey()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> management(String path) {
    return TrustingClient.send(
        client,
        HttpRequest.newBuilder(URI.create("http://localhost:" + service.managementPort() + path))
            .timeout(Duration.ofSeconds(10))
            .build());
  }

  IssuerState state() {
    return IssuerStateCodec.read(management("/internal/state").body());
  }

  /** All lines of the audit, about the answers that have come until now. */
  String audit() {
    await().until(() -> auditLog.pending() == 0);
    return audit.toString(StandardCharsets.UTF_8);
  }

  /** Waits until the service has loaded this epoch. */
  void awaitEpoch(long epoch) {
    await().atMost(Duration.ofSeconds(10)).until(() -> state().ringEpoch() == epoch);
  }

  /** Waits until the service says why it is not ready, or that it is. */
  void awaitReady(boolean ready) {
    await().atMost(Duration.ofSeconds(10)).until(() -> state().ready() == ready);
  }

  @Override
  public void close() {
    service.close();
    client.close();
  }

  static HttpResponse.BodyHandler<String> text() {
    return BodyHandlers.ofString();
  }
}
