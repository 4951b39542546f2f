package io.jotgate.policy.render.envoy;

import static org.awaitility.Awaitility.await;

import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.render.Documents;
import io.jotgate.testing.envoy.EchoUpstream;
import io.jotgate.testing.envoy.EnvoyProcess;
import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.envoy.HttpConnection;
import io.jotgate.testing.envoy.ProjectedVolume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A workload behind a real Envoy that reads rendered documents. */
final class SidecarRig implements AutoCloseable {
  private static final Duration LOADED = Duration.ofSeconds(10);
  private static final String LOG = "envoy.log";

  /** In the names of the counters of watched files. */
  private static final List<String> WATCHED = List.of(".cds.", ".rds.", ".http_filter.");

  private final EchoUpstream upstream = EchoUpstream.start();
  private final ProjectedVolume volume;
  private final SidecarLayout layout;
  private final EnvoyRenderer renderer;
  private final Path directory;
  private final String bootstrap;
  private Documents policy;
  private Documents trust;
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private Optional<EnvoyProcess> envoy = Optional.empty();

  SidecarRig(Path directory) {
    this(directory, EnvoyRenderer.BOOTSTRAP_VERSION);
  }

  /** A proxy that an operator of a certain time has started. */
  SidecarRig(Path directory, String bootstrap) {
    this.directory = directory;
    this.bootstrap = bootstrap;
    try {
      volume = new ProjectedVolume(Files.createDirectory(directory.resolve("etc")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    layout =
        new SidecarLayout(
            volume.directory().toString(),
            directory.resolve("admin.sock").toString(),
            "127.0.0.1",
            0,
            0);
    renderer = new EnvoyRenderer(layout);
    policy = renderer.denyAllPolicy();
    trust = renderer.denyAllTrust();
  }

  /** A rig that keeps no access log: a million requests fill a disk. */
  static SidecarRig withoutLog(Path directory) {
    try {
      Files.createSymbolicLink(directory.resolve(LOG), Path.of("/dev/null"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SidecarRig(directory);
  }

  EnvoyRenderer renderer() {
    return renderer;
  }

  int upstreamPort() {
    return upstream.port();
  }

  /** Puts documents into the volume as a kubelet does. */
  void write(Documents policy, Documents trust) {
    TreeMap<String, String> all = new TreeMap<>(policy.files());
    all.putAll(trust.files());
    all.put(EnvoyRenderer.BOOTSTRAP, Json.write(Bootstrap.render(bootstrap, layout)));
    swap(all);
  }

  /** Puts any files into the volume as a kubelet does. */
  void swap(Map<String, String> files) {
    volume.write(files);
  }

  /** How often the proxy has read each watched file, whatever came of it. */
  Map<String, Long> updateAttempts() {
    Map<String, Long> attempts = envoy.orElseThrow().counters("update_attempt");
    attempts.keySet().removeIf(name -> WATCHED.stream().noneMatch(name::contains));
    return attempts;
  }

  void start() {
    envoy =
        Optional.of(
            EnvoyProcess.start(
                volume.directory().resolve(EnvoyRenderer.BOOTSTRAP),
                Path.of(layout.adminSocket()),
                directory.resolve(LOG)));
  }

  /** Writes and waits until the proxy says that it has loaded exactly this. */
  void load(Documents nextPolicy, Documents nextTrust) {
    policy = nextPolicy;
    trust = nextTrust;
    write(policy, trust);
    if (envoy.isEmpty()) {
      start();
    }
    await()
        .atMost(LOADED)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> state().hasLoaded(policy) && state().hasLoaded(trust));
  }

  /** The transition from what is there to a policy, every step loaded before the next. */
  void settle(Compiled compiled) {
    PolicyTransition transition = new PolicyTransition(renderer);
    for (boolean complete = false; !complete; ) {
      PolicyTransition.Step step =
          transition.next(policy, trust, compiled.policy(), compiled.trust(), true);
      load(step.policy(), step.trust());
      complete = step.complete();
    }
  }

  LoadedState state() {
    return LoadedState.parse(status("GET", LoadedState.PATH).body()).orElseThrow();
  }

  HttpAnswer status(String method, String target) {
    try (HttpConnection connection = HttpConnection.toPort(port("status"))) {
      return connection.send(method, target, List.of("host: operator", "connection: close"));
    }
  }

  HttpConnection connect() {
    return HttpConnection.toPort(dataPort());
  }

  /** Where the proxy listens for the workload. */
  int dataPort() {
    return port("data");
  }

  /** Sends a request that must not reach the workload. */
  HttpAnswer refused(String method, String target, String... headers) {
    return send(method, target, List.of(headers));
  }

  /** Sends a request that may reach the workload. */
  HttpAnswer granted(String method, String target, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(EchoUpstream.GRANT);
    return send(method, target, all);
  }

  private HttpAnswer send(String method, String target, List<String> headers) {
    try (HttpConnection connection = connect()) {
      return connection.send(method, target, withHost(headers));
    }
  }

  /** Headers with a host if they have none. */
  static List<String> withHost(List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    if (headers.stream().noneMatch(header -> header.startsWith("host:"))) {
      all.addFirst("host: orders");
    }
    return all;
  }

  /** Requests that reached the workload and should not have. */
  List<String> intruders() {
    return upstream.intruders();
  }

  String output() {
    return envoy.map(EnvoyProcess::output).orElse("");
  }

  private int port(String listener) {
    return ports.computeIfAbsent(listener, name -> envoy.orElseThrow().port(name).orElseThrow());
  }

  @Override
  public void close() {
    envoy.ifPresent(EnvoyProcess::close);
    upstream.close();
  }
}
