package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.List;

/**
 * A release of the chart and a {@link BusyShop} in namespaces of their own.
 *
 * @param name of the shop's namespace, and the beginning of the other names
 */
record BusyInstallation(String name, KubernetesClient client, BusyShop shop)
    implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofMinutes(2);

  static BusyInstallation of(String name, List<String> issuers) {
    KubernetesClient client = new KubernetesClientBuilder().build();
    return new BusyInstallation(name, client, new BusyShop(client, name, issuers));
  }

  void install() {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .serverSideApply();
    Helm.install(name, system(), Releases.settings(client, name));
    shop.apply();
    shop.awaitReady();
  }

  /** One of the workloads of the shop. */
  ProtectedWorkload workload(String workload) {
    return new ProtectedWorkload(client, name, workload);
  }

  /** Takes the operator away; returns when it is gone. */
  void stopOperator() {
    operator().scale(0);
    await()
        .atMost(WITHIN)
        .untilAsserted(
            () -> assertEquals(List.of(), client.pods().inNamespace(system()).list().getItems()));
  }

  /** Brings the operator back; returns when it is ready. */
  void startOperator() {
    operator().scale(1);
    await()
        .atMost(WITHIN)
        .untilAsserted(() -> assertEquals(1, operator().require().getStatus().getReadyReplicas()));
  }

  private RollableScalableResource<Deployment> operator() {
    String deployment =
        client
            .apps()
            .deployments()
            .inNamespace(system())
            .list()
            .getItems()
            .getFirst()
            .getMetadata()
            .getName();
    return client.apps().deployments().inNamespace(system()).withName(deployment);
  }

  private String system() {
    return name + "-system";
  }

  @Override
  public void close() {
    client.namespaces().withName(name).delete();
    Helm.uninstallIfThere(name, system());
    client.namespaces().withName(system()).delete();
    client.close();
  }
}
