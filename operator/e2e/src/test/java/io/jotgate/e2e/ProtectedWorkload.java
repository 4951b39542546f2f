package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Deployment of a {@link BusyShop} with its route of the same name. */
record ProtectedWorkload(KubernetesClient client, String namespace, String name) {
  private static final Duration ROLLED_OUT_WITHIN = Duration.ofMinutes(3);

  /** Changes the scope that its only rule asks for. */
  void requires(String scope) {
    client
        .resources(ProtectedRoute.class)
        .inNamespace(namespace)
        .withName(name)
        .patch(
            PatchContext.of(PatchType.JSON),
            """
            [{"op":"replace","path":"/spec/rules/0/require/scopes/allOf/0","value":"%s"}]
            """
                .formatted(scope));
  }

  /** The files of its policy, as the operator has written them. */
  Map<String, String> policyFiles() {
    return Map.copyOf(policy().require().getData());
  }

  /** Writes the files of its policy in the operator's place. */
  void replacePolicyFiles(Map<String, String> files) {
    policy()
        .edit(
            map -> {
              map.setData(files);
              return map;
            });
  }

  private Resource<ConfigMap> policy() {
    return client.configMaps().inNamespace(namespace).withName(name + "-jotgate-policy");
  }

  /** All its ready pods as one address, as other programs of the cluster reach them. */
  Endpoint service() {
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
                    .withSelector(Map.of("app", name))
                    .addNewPort()
                    .withPort(80)
                    .withTargetPort(new IntOrString("jotgate"))
                    .endPort()
                    .endSpec()
                    .build())
            .serverSideApply();
    SocketAddress address =
        SocketAddress.inetSocketAddress(
            service.getSpec().getPorts().getFirst().getNodePort(),
            pods().getFirst().getStatus().getHostIP());
    BusyShop.awaitReachable(address);
    return new Endpoint(name, name, address);
  }

  /** Replaces all its pods and waits until the new ones are ready and the old ones are gone. */
  void restart() {
    List<String> old = podNames();
    client.apps().deployments().inNamespace(namespace).withName(name).rolling().restart();
    await()
        .atMost(ROLLED_OUT_WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              Deployment now =
                  client.apps().deployments().inNamespace(namespace).withName(name).require();
              assertEquals(now.getSpec().getReplicas(), now.getStatus().getReadyReplicas());
              assertEquals(now.getSpec().getReplicas(), now.getStatus().getUpdatedReplicas());
              assertEquals(List.of(), podNames().stream().filter(old::contains).toList());
            });
  }

  /** How often the sidecar of its only pod has been started again. */
  int sidecarRestarts() {
    return pod().getStatus().getInitContainerStatuses().getFirst().getRestartCount();
  }

  boolean isReady() {
    return pod().getStatus().getConditions().stream()
        .anyMatch(each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
  }

  /** Its only pod. */
  Pod pod() {
    return pods().getFirst();
  }

  private List<String> podNames() {
    return pods().stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  private List<Pod> pods() {
    return client.pods().inNamespace(namespace).withLabel("app", name).list().getItems();
  }
}
