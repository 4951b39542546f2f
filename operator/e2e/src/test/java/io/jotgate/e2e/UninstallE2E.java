package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chart and namespace go in either order, leave nothing behind and do not hang. */
@Tag("node")
class UninstallE2E {
  private static final String NAMESPACE = "e2e-leaving";
  private static final String SYSTEM = "e2e-leaving-system";
  private static final String RELEASE = "leaving";
  private static final Duration GONE = Duration.ofMinutes(2);

  /** Kinds outside namespaces that the chart makes. */
  private static final List<String> CLUSTER_KINDS =
      List.of(
          "rbac.authorization.k8s.io/v1/ClusterRole",
          "rbac.authorization.k8s.io/v1/ClusterRoleBinding",
          "admissionregistration.k8s.io/v1/MutatingAdmissionPolicy",
          "admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBinding",
          "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy",
          "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding");

  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final Quickstart shop = new Quickstart(client, NAMESPACE);

  @BeforeEach
  void installTheChartAndApplyTheExample() {
    shop.applyNamespace();
    Helm.install(RELEASE, SYSTEM, Releases.settings(client, NAMESPACE));
    shop.apply();
    shop.awaitReady();
  }

  @AfterEach
  void removeWhatAFailureLeft() throws IOException {
    shop.close();
    client.namespaces().withName(NAMESPACE).delete();
    Helm.uninstallIfThere(RELEASE, SYSTEM);
    client.namespaces().withName(SYSTEM).delete();
    client.close();
  }

  @Test
  void chartFirst() {
    Helm.uninstall(RELEASE, SYSTEM);
    assertNothingOfTheReleaseIsLeft();

    deleteAndAwaitGone(NAMESPACE);
    deleteAndAwaitGone(SYSTEM);
  }

  @Test
  void namespaceFirst() {
    deleteAndAwaitGone(NAMESPACE);

    Helm.uninstall(RELEASE, SYSTEM);
    assertNothingOfTheReleaseIsLeft();
    deleteAndAwaitGone(SYSTEM);
  }

  private void deleteAndAwaitGone(String namespace) {
    client.namespaces().withName(namespace).delete();
    await()
        .atMost(GONE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertNull(client.namespaces().withName(namespace).get(), namespace));
  }

  private void assertNothingOfTheReleaseIsLeft() {
    for (String kind : CLUSTER_KINDS) {
      String[] parts = kind.split("/", -1);
      List<GenericKubernetesResource> left =
          client
              .genericKubernetesResources(parts[0] + "/" + parts[1], parts[2])
              .withLabel("app.kubernetes.io/instance", RELEASE)
              .list()
              .getItems();
      assertEquals(
          List.of(), left.stream().map(each -> each.getMetadata().getName()).toList(), kind);
    }
    assertEquals(
        List.of(),
        client.apps().deployments().inNamespace(SYSTEM).list().getItems().stream()
            .map(each -> each.getMetadata().getName())
            .toList());
  }
}
