package io.jotgate.bench;

import io.jotgate.issuer.IssuerMain;
import io.jotgate.keys.jose.SigningKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The token service, or the echo of its HTTP stack, with an own directory. */
final class JotgateContender implements Contender {
  static final String NAME = "Jotgate";
  private static final int RSA_BITS = 2048;
  private static final String JWKS = "/.well-known/jwks.json";

  private final Label label;
  private final ServerRuntime runtime;
  private final Class<?> main;
  private final IssuerFiles files;
  private final List<Request> requests;
  private boolean written;

  private JotgateContender(
      Label label,
      ServerRuntime runtime,
      Class<?> main,
      IssuerFiles files,
      List<Request> requests) {
    this.label = label;
    // As a pod that may use one processor: one event loop.
    this.runtime = runtime.with("-XX:ActiveProcessorCount=1");
    this.main = main;
    this.files = files;
    this.requests = requests;
  }

  /** The token service, asked at its OAuth endpoint like other issuers. */
  static JotgateContender oauth(String how, String algorithm, ServerRuntime runtime) {
    IssuerFiles files = files(algorithm);
    Label label = new Label(NAME, how, algorithm, "HTTP");
    return new JotgateContender(label, runtime, IssuerMain.class, files, files.grants());
  }

  /** The token service, asked for the token in a header. */
  static JotgateContender auth(String how, ServerRuntime runtime, String transport) {
    IssuerFiles files = files("ES256");
    Label label = new Label(NAME, how, "ES256", transport);
    return new JotgateContender(label, runtime, IssuerMain.class, files, files.requests());
  }

  static JotgateContender echo(ServerRuntime runtime, String transport) {
    IssuerFiles files = files("ES256");
    Label label = new Label("limit: echo of its HTTP stack", "no token", "", transport);
    return new JotgateContender(label, runtime, EchoMain.class, files, files.requests());
  }

  private static IssuerFiles files(String algorithm) {
    return new IssuerFiles(new SecureRandom(), SigningKeys.parameters(algorithm, RSA_BITS));
  }

  @Override
  public Label label() {
    return label;
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public ServerProcess start(Path directory) {
    if (!written) {
      files.writeTo(directory, Instant.now());
      written = true;
    }
    return ServerProcess.start(runtime, main, directory, label.transport().equals("HTTPS"));
  }

  @Override
  public Request first() {
    return requests.getFirst();
  }

  @Override
  public List<Request> requests() {
    return requests;
  }

  @Override
  public Optional<Request> keys() {
    return main == IssuerMain.class ? Optional.of(Request.get(JWKS)) : Optional.empty();
  }
}
