package io.jotgate.e2e;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Issuers with two replicas each and two protected workloads that trust all of them. Every pod is
 * reached through a Service of its own on a port of the node, ready or not: a client that has its
 * address does not ask first.
 */
final class BusyShop {
  static final List<String> WORKLOADS = List.of("orders-a", "orders-b");

  private static final Duration READY = Duration.ofMinutes(5);
  private static final String POD = "e2e.jotgate.io/pod";

  private final KubernetesClient client;
  private final String namespace;
  private final List<String> issuers;

  BusyShop(KubernetesClient client, String namespace, List<String> issuers) {
    this.client = client;
    this.namespace = namespace;
    this.issuers = List.copyOf(issuers);
  }

  void apply() {
    apply("10-consumer.yaml", "");
    issuers.forEach(issuer -> apply("20-issuer.yaml", issuer));
    WORKLOADS.forEach(workload -> apply("30-workload.yaml", workload));
  }

  void awaitReady() {
    await()
        .atMost(READY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              issuers.forEach(
                  name -> Statuses.assertReady(issuer(name), JwtIssuerStatus::conditions));
              Statuses.assertReady(get(ApiConsumer.class, "batch"), ApiConsumerStatus::conditions);
              WORKLOADS.forEach(
                  name ->
                      Statuses.assertReady(
                          get(ProtectedRoute.class, name), ProtectedRouteStatus::conditions));
            });
  }

  /** Clients of these issuers and all workloads; they begin at once. */
  TokenLoad load(List<String> ofIssuers, long seed) {
    return load(ofIssuers, WORKLOADS.stream().map(this::sidecar).toList(), seed);
  }

  /** Clients of these issuers; they begin at once. */
  TokenLoad load(List<String> ofIssuers, List<Endpoint> sidecars, long seed) {
    return new TokenLoad(
        ofIssuers.stream().map(this::replicas).toList(),
        sidecars,
        ofIssuers.stream().map(this::certificateAuthority).toList(),
        apiKey(),
        seed);
  }

  List<Endpoint> replicas(String issuer) {
    return pods("jotgate.io/issuer", issuer).stream()
        .map(pod -> endpoint(pod, issuer + "." + namespace + ".svc", 8443))
        .toList();
  }

  /** A client of an issuer that has a token at any time. */
  RefreshedToken token(String issuer) {
    Endpoint replica = replicas(issuer).getFirst();
    Web web = Web.trusting(certificateAuthority(issuer));
    String key = apiKey();
    // The name of the certificate stands for the loopback address: the port is forwarded there.
    LocalPortForward port =
        client.pods().inNamespace(namespace).withName(replica.pod()).portForward(8443);
    String address = "https://" + replica.host() + ":" + port.getLocalPort() + "/auth";
    return new RefreshedToken(() -> web.send("POST", address, "X-API-Key", key), port);
  }

  Endpoint sidecar(String workload) {
    return endpoint(pods("app", workload).getFirst(), workload, 15080);
  }

  Pod pod(String name) {
    return client.pods().inNamespace(namespace).withName(name).require();
  }

  JwtIssuer issuer(String name) {
    return get(JwtIssuer.class, name);
  }

  String activeKey(String issuer) {
    return Objects.requireNonNull(Objects.requireNonNull(issuer(issuer).getStatus()).activeKeyID());
  }

  /** Changes an issuer by a JSON merge patch. */
  void patch(String issuer, String change) {
    client
        .resources(JwtIssuer.class)
        .inNamespace(namespace)
        .withName(issuer)
        .patch(PatchContext.of(PatchType.JSON_MERGE), change);
  }

  private List<Pod> pods(String label, String value) {
    return client.pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  private Endpoint endpoint(Pod pod, String host, int port) {
    String name = pod.getMetadata().getName();
    client
        .pods()
        .inNamespace(namespace)
        .withName(name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(POD, name));
    Service service =
        client
            .resource(
                new ServiceBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewSpec()
                    .withType("NodePort")
                    .withSelector(Map.of(POD, name))
                    .withPublishNotReadyAddresses(true)
                    .addNewPort()
                    .withPort(port)
                    .withTargetPort(new IntOrString(port))
                    .endPort()
                    .endSpec()
                    .build())
            .serverSideApply();
    SocketAddress address =
        SocketAddress.inetSocketAddress(
            service.getSpec().getPorts().getFirst().getNodePort(), pod.getStatus().getHostIP());
    awaitReachable(address);
    return new Endpoint(name, host, address);
  }

  /** Each node learns of a new Service in its own time. */
  static void awaitReachable(SocketAddress address) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              try (Socket socket = new Socket(address.host(), address.port())) {
                return socket.isConnected();
              }
            });
  }

  private String apiKey() {
    var secret = client.secrets().inNamespace(namespace).withName("batch-main").require();
    byte[] key = Base64.getDecoder().decode(secret.getData().get("apiKey"));
    return new String(key, StandardCharsets.UTF_8);
  }

  private String certificateAuthority(String issuer) {
    var map = client.configMaps().inNamespace(namespace).withName(issuer + "-ca").require();
    return Objects.requireNonNull(map.getData().get("ca.crt"));
  }

  private <T extends HasMetadata> T get(Class<T> kind, String name) {
    return client.resources(kind).inNamespace(namespace).withName(name).require();
  }

  private void apply(String file, String name) {
    String references =
        issuers.stream().map(each -> "{name: " + each + "}").collect(joining(", ", "[", "]"));
    String text =
        read(file)
            .replace("NAMESPACE", namespace)
            .replace("ISSUERS", references)
            .replace("ISSUER", name)
            .replace("WORKLOAD", name);
    client
        .load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(item -> client.resource(item).forceConflicts().serverSideApply());
  }

  private static String read(String file) {
    try (InputStream in = BusyShop.class.getResourceAsStream("/rotation/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
