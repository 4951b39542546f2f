package io.jotgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One variant of another issuer, started by the scripts of its directory. */
final class PeerContender implements Contender {
  private final Peer peer;
  private final Peer.Variant variant;
  private final Path home;
  private final int adminPort = ServerProcess.freePort();

  /**
   * A variant.
   *
   * @param home where {@code hack/bench-peers} has built it
   */
  PeerContender(Peer peer, Peer.Variant variant, Path home) {
    this.peer = peer;
    this.variant = variant;
    this.home = home;
  }

  /** As many clients as a token service of ours has consumers; every script makes the same ones. */
  static String client(int number) {
    return "bench-" + number;
  }

  /** Its secret: as long as a random one. */
  static String secret(int number) {
    return "secret-0123456789abcdef0123456789abcdef-" + number;
  }

  @Override
  public Label label() {
    String name = peer.limit() ? "limit: " + peer.name() : peer.name();
    return new Label(name, variant.title(), variant.algorithm(), "HTTP");
  }

  @Override
  public boolean compiles() {
    return peer.compiles();
  }

  @Override
  public ServerProcess start(Path directory) {
    Endpoint endpoint = new Endpoint(ServerProcess.freePort(), false);
    return ServerProcess.launch(
        List.of(peer.sources().resolve("run").toString()),
        environment(endpoint, directory),
        endpoint,
        directory);
  }

  @Override
  public Request first() {
    return hasSetup() ? Request.get(peer.readyPath()) : requests().getFirst();
  }

  @Override
  public void prepare(ServerProcess server) {
    if (!hasSetup()) {
      return;
    }
    try (WorkDirectory directory = WorkDirectory.create()) {
      Path log = directory.path().resolve("setup.log");
      ProcessBuilder builder = new ProcessBuilder(peer.sources().resolve("setup").toString());
      builder.environment().putAll(environment(server.endpoint(), directory.path()));
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      if (builder.start().waitFor() != 0) {
        throw new IllegalStateException("setup of clients fails: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < IssuerFiles.CONSUMERS; i++) {
      requests.add(Request.grant(peer.tokenPath(), client(i), secret(i), peer.form()));
    }
    return requests;
  }

  @Override
  public Optional<Request> keys() {
    return Optional.of(Request.get(peer.jwksPath()));
  }

  private boolean hasSetup() {
    return Files.isExecutable(peer.sources().resolve("setup"));
  }

  private Map<String, String> environment(Endpoint endpoint, Path directory) {
    Map<String, String> environment = new HashMap<>(variant.environment());
    environment.put("PEER_HOME", home.toString());
    environment.put("STATE", directory.toString());
    environment.put("PORT", Integer.toString(endpoint.port()));
    environment.put("ADMIN_PORT", Integer.toString(adminPort));
    environment.put("ALGORITHM", variant.algorithm());
    environment.put("CLIENTS", Integer.toString(IssuerFiles.CONSUMERS));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }
}
