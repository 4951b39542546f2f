package io.jotgate.bench;

import io.jotgate.issuer.ServerLimits;
import io.jotgate.issuer.crypto.SigningProvider;
import io.jotgate.issuer.tls.CurrentCertificate;
import io.jotgate.issuer.tls.ServerCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The limit of a server: the HTTP stack of the token service with the same options, certificate and
 * crypto provider, which reads a request and gives a constant answer as large as that with a token.
 * Started by the environment variables of the token service.
 */
final class EchoMain {
  private static final String TOKEN = "Bearer " + "x".repeat(560);
  private static final String BODY = "{\"text\":\"" + "x".repeat(210) + "\"}";

  private EchoMain() {}

  /**
   * Runs until the process is told to end.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    SigningProvider provider = SigningProvider.choose();
    Path directory = Path.of(System.getenv().getOrDefault("JOTGATE_CONFIG_DIR", "."));
    int port = Integer.parseInt(System.getenv().getOrDefault("JOTGATE_PORT", "8443"));
    Vertx vertx = Vertx.vertx();
    HttpServerOptions options =
        System.getenv().getOrDefault("JOTGATE_TLS", "true").equals("true")
            ? ServerLimits.tls(certificate(vertx, directory))
            : ServerLimits.plain();
    for (int loop = 0; loop < Runtime.getRuntime().availableProcessors(); loop++) {
      vertx.createHttpServer(options).requestHandler(EchoMain::echo).listen(port).await();
    }
    System.err.println("Echo on port " + port + " with " + provider.name());
  }

  private static CurrentCertificate certificate(Vertx vertx, Path directory) {
    CurrentCertificate keyManager = new CurrentCertificate();
    keyManager.use(
        ServerCertificate.parse(
                vertx, text(directory.resolve("tls.crt")), text(directory.resolve("tls.key")))
            .orElseThrow());
    return keyManager;
  }

  private static void echo(HttpServerRequest request) {
    request.endHandler(
        end ->
            request
                .response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Authorization", TOKEN)
                .putHeader("X-Transaction-Id", "01890a5d-ac96-774b-bcce-b302099a8057")
                .end(BODY));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
