package io.jotgate.bench;

import io.jotgate.issuer.IssuerMain;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.keys.password.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the archive of classes (AOT cache, JEP 483, 514 and 515) of an unpacked image of the token
 * service: starts it with keys and consumers that nobody has used or will use, asks it for what
 * clients, kubelet, Prometheus and operator ask for, and ends it. What it has loaded, linked and
 * profiled by then is in the archive, and starts of the image need not do it again.
 *
 * <p>It ends with an error if the archive cannot be used with the image.
 */
public final class ImageTraining {
  /** One of each family of keys; the one that is the default comes last. */
  private static final List<String> ALGORITHMS =
      List.of("RS256", "PS256", "ES384", "EdDSA", "ES256");

  private static final Request JWKS = Request.get("/.well-known/jwks.json");
  private static final int RSA_BITS = 2048;
  private static final int CONSUMERS = 100;
  private static final int LOGINS = 4;

  /** Enough for profiles of what a token takes. */
  private static final int TOKENS = 3000;

  private static final Duration LOADS_WITHIN = Duration.ofMinutes(2);
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();
  private static final String RECORD = "-XX:AOTCacheOutput=";
  private static final String INSIST = "-XX:AOTMode=on";

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private final ServerRuntime runtime = ServerRuntime.nativeCrypto();
  private final Path directory;
  private final Endpoint clients = new Endpoint(ServerProcess.freePort(), true);
  private final Endpoint management = new Endpoint(ServerProcess.freePort(), false);

  private ImageTraining(Path directory) {
    this.directory = directory;
  }

  /**
   * Trains the image that {@link ServerRuntime#IMAGE_PROPERTY} names.
   *
   * @param arguments where the archive has to lie, once: as the image's options say
   */
  public static void main(String[] arguments) throws IOException {
    Path archive = Path.of(arguments[0]).toAbsolutePath();
    Files.deleteIfExists(archive);
    try (WorkDirectory directory = WorkDirectory.create()) {
      ImageTraining training = new ImageTraining(directory.path());
      training.record(archive);
      if (!Files.isRegularFile(archive)) {
        throw new IllegalStateException("Java has written no archive of classes");
      }
      training.use();
    }
  }

  private void record(Path archive) throws IOException {
    List<Optional<PasswordHash>> passwords =
        List.of(Optional.of(Passwords.bcrypt(random)), Optional.of(Passwords.argon2id(random)));
    try (ServerProcess server = start(runtime.withoutArchive().with(RECORD + archive))) {
      for (int i = 0; i < ALGORITHMS.size(); i++) {
        KeyParameters key = SigningKeys.parameters(ALGORITHMS.get(i), RSA_BITS);
        ask(server, new IssuerFiles(random, key, CONSUMERS, passwords.get(i % 2)));
      }
    }
  }

  /** A start that may not do without the archive. */
  private void use() throws IOException {
    IssuerFiles files =
        new IssuerFiles(random, KeyParameters.of("ES256"), CONSUMERS, Optional.empty());
    files.writeTo(directory, clock.instant());
    try (ServerProcess server = start(runtime.with(INSIST))) {
      server.awaitAnswer(files.requests().getFirst());
    }
  }

  private ServerProcess start(ServerRuntime withOptions) {
    Map<String, String> environment =
        Map.of(
            "JOTGATE_CONFIG_DIR", directory.toString(),
            "JOTGATE_PORT", Integer.toString(clients.port()),
            "JOTGATE_MANAGEMENT_PORT", Integer.toString(management.port()),
            "JOTGATE_DRAIN_SECONDS", "0");
    return ServerProcess.launch(
        withOptions.command(IssuerMain.class), environment, clients, directory);
  }

  private void ask(ServerProcess server, IssuerFiles files) throws IOException {
    files.writeTo(directory, clock.instant());
    awaitLoaded(server, files);
    try (KeepAliveConnection connection = KeepAliveConnection.open(clients)) {
      List<Request> requests = new ArrayList<>(files.requests());
      requests.addAll(files.grants());
      for (int i = 0; i < TOKENS / ALGORITHMS.size(); i++) {
        expect(200, connection, requests.get(i % requests.size()));
      }
      for (Request login : files.logins().subList(0, LOGINS)) {
        expect(200, connection, login);
      }
      expect(401, connection, Request.withKey("wrong"));
      expect(200, connection, JWKS);
      expect(200, connection, Request.get("/.well-known/openid-configuration"));
    }
    try (KeepAliveConnection connection = KeepAliveConnection.open(management)) {
      for (String path : List.of("/livez", "/readyz", "/metrics", "/internal/state")) {
        expect(200, connection, Request.get(path));
      }
    }
    Http2.post(clients, files.apiKey(0));
  }

  /** Until it has all of these files. Asked for a token before, it would count failed logins. */
  private void awaitLoaded(ServerProcess server, IssuerFiles files) throws IOException {
    server.awaitAnswer(JWKS);
    String revision = files.credentials().revision();
    long end = System.nanoTime() + LOADS_WITHIN.toNanos();
    try (KeepAliveConnection connection = KeepAliveConnection.open(management)) {
      while (System.nanoTime() < end) {
        expect(200, connection, Request.get("/internal/state"));
        String state = connection.answer().body();
        if (state.contains(files.key().kid()) && state.contains(revision)) {
          return;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    throw new IllegalStateException("the token service does not load its files");
  }

  private static void expect(int status, KeepAliveConnection connection, Request request)
      throws IOException {
    int answered = connection.send(request);
    if (answered != status) {
      throw new IllegalStateException("answer " + answered + " in place of " + status);
    }
  }
}
