package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code examples/quickstart}, applied to a namespace, and what its parts answer. */
final class Quickstart implements AutoCloseable {
  static final Duration READY = Duration.ofMinutes(3);
  private static final Path MANIFESTS = Helm.ROOT.resolve("examples/quickstart");

  private final KubernetesClient client;
  private final String namespace;
  private @Nullable LocalPortForward login;
  private @Nullable LocalPortForward orders;

  Quickstart(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Only the namespace: the chart's Role goes into it. */
  void applyNamespace() {
    apply(MANIFESTS.resolve(first()));
  }

  /** All of it, in the order of the file names. */
  void apply() {
    manifests().forEach(name -> apply(MANIFESTS.resolve(name)));
  }

  /** Waits until every resource of the example says Ready, and its ports can be reached. */
  void awaitReady() {
    await()
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              Statuses.assertReady(issuer(), JwtIssuerStatus::conditions);
              Statuses.assertReady(consumer(), ApiConsumerStatus::conditions);
              Statuses.assertReady(route(), ProtectedRouteStatus::conditions);
            });
    login = forward("jotgate.io/issuer", "login", 8443);
    orders = forward("app", "orders", 15080);
  }

  JwtIssuer issuer() {
    return get(JwtIssuer.class, "login");
  }

  ApiConsumer consumer() {
    return get(ApiConsumer.class, "batch");
  }

  ProtectedRoute route() {
    return get(ProtectedRoute.class, "orders");
  }

  /** A port of one pod of those that carry the label. */
  private LocalPortForward forward(String label, String value, int port) {
    String pod =
        client.pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
            .map(each -> each.getMetadata().getName())
            .findFirst()
            .orElseThrow();
    return client.pods().inNamespace(namespace).withName(pod).portForward(port);
  }

  String apiKey() {
    var secret = client.secrets().inNamespace(namespace).withName("batch-main").require();
    byte[] key = Base64.getDecoder().decode(secret.getData().get("apiKey"));
    return new String(key, StandardCharsets.UTF_8);
  }

  String certificateAuthority() {
    var map = client.configMaps().inNamespace(namespace).withName("login-ca").require();
    return Objects.requireNonNull(map.getData().get("ca.crt"));
  }

  String loginAddress() {
    return "https://login." + namespace + ".svc:" + Objects.requireNonNull(login).getLocalPort();
  }

  String ordersAddress() {
    return "http://orders." + namespace + ".svc:" + Objects.requireNonNull(orders).getLocalPort();
  }

  /** What the application itself has logged: it sees only requests that the sidecar let pass. */
  String ordersLog() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app", "orders")
        .list()
        .getItems()
        .stream()
        .map(
            pod ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withName(pod.getMetadata().getName())
                    .inContainer("orders")
                    .getLog())
        .reduce("", String::concat);
  }

  void annotateIssuer(String name, String value) {
    client
        .resources(JwtIssuer.class)
        .inNamespace(namespace)
        .withName("login")
        .edit(
            issuer -> {
              issuer.getMetadata().getAnnotations().put(name, value);
              return issuer;
            });
  }

  @Override
  public void close() throws IOException {
    if (login != null) {
      login.close();
    }
    if (orders != null) {
      orders.close();
    }
  }

  private <T extends HasMetadata> T get(Class<T> kind, String name) {
    return client.resources(kind).inNamespace(namespace).withName(name).require();
  }

  private void apply(Path file) {
    String text = read(file).replaceAll("\\bshop\\b", namespace);
    client
        .load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(item -> client.resource(item).forceConflicts().serverSideApply());
  }

  private static String first() {
    return manifests().getFirst();
  }

  private static List<String> manifests() {
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
