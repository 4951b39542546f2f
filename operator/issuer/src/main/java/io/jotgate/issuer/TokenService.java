package io.jotgate.issuer;

import io.jotgate.issuer.audit.AuditLog;
import io.jotgate.issuer.authentication.Authenticator;
import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.authentication.PasswordPool;
import io.jotgate.issuer.authentication.Usage;
import io.jotgate.issuer.config.ConfigDirectory;
import io.jotgate.issuer.config.LoadProblem;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.config.StateLoader;
import io.jotgate.issuer.crypto.SigningProvider;
import io.jotgate.issuer.endpoint.Routes;
import io.jotgate.issuer.management.ManagementRoutes;
import io.jotgate.issuer.metrics.IssuerMetrics;
import io.jotgate.issuer.token.TokenMinter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running token service: its parts wired together.
 *
 * <p>The management port answers from the start. The port for clients opens with the first
 * certificate, or at once if it needs none, and answers 503 until keys, settings and consumers are
 * there.
 */
public final class TokenService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final String VERSION = "0.1.0";

  private final IssuerSettings settings;
  private final Vertx vertx;
  private final AtomicReference<LoadedState> state = new AtomicReference<>(LoadedState.NOTHING);
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AuditLog audit;
  private final IssuerMetrics metrics;
  private final PasswordPool passwords = PasswordPool.ofProcess();
  private final Usage usage = new Usage();
  private final ClientServer clients;
  private final ManagementServer management;
  private final ConfigDirectory directory;

  /**
   * Starts a token service and returns when the management port answers and the mounted files have
   * been loaded once.
   *
   * @param clock the time of tokens
   * @param provider signs
   * @param audit of all decisions, which the service closes in the end
   */
  public static TokenService start(
      IssuerSettings settings, InstantSource clock, SigningProvider provider, AuditLog audit) {
    return new TokenService(settings, clock, provider, audit);
  }

  private TokenService(
      IssuerSettings settings, InstantSource clock, SigningProvider provider, AuditLog audit) {
    this.settings = settings;
    this.vertx = vertx();
    this.audit = audit;
    this.metrics = new IssuerMetrics(state::get, clock, VERSION, provider.name());
    metrics.auditPending(audit::pending);
    metrics.passwordHashes(passwords::waiting, passwords::running);
    SecureRandom random = new SecureRandom();
    Authenticator authenticator =
        new Authenticator(
            clock,
            random,
            passwords,
            usage,
            (method, outcome) -> metrics.authentication(method.label(), outcome.label()));
    this.clients =
        new ClientServer(
            vertx,
            settings,
            new Routes(
                vertx, state::get, authenticator, new TokenMinter(random), clock, audit, metrics),
            new ConnectionGate(settings.connections(), state::get, metrics, System::nanoTime)
                .watching(vertx));
    this.management =
        new ManagementServer(
            vertx,
            settings.managementPort(),
            new ManagementRoutes(
                state::get,
                this::notReady,
                metrics,
                settings.pod(),
                provider.name(),
                usage::snapshot));
    clients.servePlain();
    StateLoader loader = new StateLoader(provider.provider(), vertx);
    this.directory =
        ConfigDirectory.open(
            settings.configDirectory(), loader, settings.pollInterval(), this::loaded);
  }

  /** The port for clients; 0 until it is open. */
  public int port() {
    return clients.port();
  }

  /** The management port. */
  public int managementPort() {
    return management.port();
  }

  /** Becomes unready, waits until nobody is sent here, finishes what has begun, ends. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    LOG.info("Stopping: taking no new clients");
    draining.set(true);
    directory.close();
    pause(settings.drain());
    clients.close(CLOSE_TIMEOUT);
    passwords.close();
    management.close();
    vertx.close().await();
    audit.close();
    LOG.info("Stopped");
  }

  private List<String> notReady() {
    List<String> reasons = new ArrayList<>(state.get().missing(settings.tls()));
    if (draining.get()) {
      reasons.add("draining");
    }
    if (reasons.isEmpty() && clients.port() == 0) {
      reasons.add("port");
    }
    return List.copyOf(reasons);
  }

  private void loaded(StateLoader.Result result) {
    LoadedState before = state.getAndSet(result.state());
    for (LoadProblem problem : result.problems()) {
      metrics.loadProblem(problem.file().fileName());
      LOG.warn(
          "{} does not come into force, what was loaded before stays: {}",
          problem.file().fileName(),
          problem.why());
    }
    logChange(before, result.state());
    if (!before.credentials().equals(result.state().credentials())) {
      result.state().credentials().ifPresent(this::warnOfUnusable);
    }
    if (settings.tls()) {
      result.state().certificate().ifPresent(clients::serve);
    }
  }

  private void warnOfUnusable(CredentialIndex credentials) {
    if (credentials.unusable() > 0) {
      LOG.warn(
          "Credentials that cannot be used: {}; their ApiConsumers say why",
          credentials.unusable());
    }
    if (credentials.mostPasswordMemoryKib() > passwords.memoryKib()) {
      LOG.warn(
          "A password hash takes {} KiB, but only {} KiB may be used for hashing: raise the memory"
              + " limit, or hash the password with less memory",
          credentials.mostPasswordMemoryKib(),
          passwords.memoryKib());
    }
  }

  private static void logChange(LoadedState before, LoadedState now) {
    if (!before.keys().ring().equals(now.keys().ring())
        || !before.keys().active().equals(now.keys().active())) {
      LOG.info(
          "Keys in force: epoch {}, published {}, signing with {}",
          now.keys().ring().map(ring -> ring.epoch()).orElse(0L),
          now.keys().kids(),
          now.keys().active().map(key -> key.kid()).orElse("none"));
    }
    if (!before.config().equals(now.config())) {
      LOG.info("Settings in force: issuer {}", now.config().map(c -> c.issuerURL()).orElse("none"));
    }
    if (!before
        .credentials()
        .map(CredentialIndex::revision)
        .equals(now.credentials().map(CredentialIndex::revision))) {
      now.credentials()
          .ifPresent(
              c -> LOG.info("Consumers in force: {}, revision {}", c.consumers(), c.revision()));
    }
    if (!before.certificate().equals(now.certificate())) {
      now.certificate().ifPresent(c -> LOG.info("Certificate in force until {}", c.notAfter()));
    }
  }

  private static Vertx vertx() {
    // The root file system is read-only: nothing is cached in files.
    FileSystemOptions files =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return Vertx.vertx(new VertxOptions().setFileSystemOptions(files));
  }

  private static void pause(Duration duration) {
    try {
      TimeUnit.MILLISECONDS.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
