package io.jotgate.testing.apiserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

@WithApiServer
class ApiServerIT {
  @Test
  void servesOurCustomResources(ApiServer server) {
    var names =
        server.admin().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
            .map(each -> each.getMetadata().getName())
            .toList();

    assertTrue(names.contains("jwtissuers.jotgate.io"), names::toString);
  }

  @Test
  void givesTheOperatorItsRoleAndNoMore(InstalledNamespace namespace) {
    try (KubernetesClient operator =
        new KubernetesClientBuilder().withConfig(namespace.operatorConfig()).build()) {
      assertEquals(0, operator.secrets().list().getItems().size());

      var refused =
          assertThrows(
              KubernetesClientException.class,
              () -> operator.secrets().inNamespace("kube-system").list());
      assertEquals(403, refused.getCode());
    }
  }

  @Test
  void recordsWhatTheOperatorAsked(InstalledNamespace namespace) {
    try (KubernetesClient operator =
        new KubernetesClientBuilder().withConfig(namespace.operatorConfig()).build()) {
      operator.configMaps().list();
    }

    var requests = namespace.operatorRequests();
    assertEquals(1, requests.size(), requests::toString);
    assertEquals("configmaps", requests.getFirst().resource());
    assertEquals(200, requests.getFirst().code());
  }

  @Test
  void makesOneRigOfAKindForATestOutOfTheNamespaceAndOtherRigs(
      InstalledNamespace namespace, Outer outer, Inner inner) {
    assertEquals(namespace, inner.namespace());
    assertSame(inner, outer.inner());
  }

  @Rig
  record Inner(InstalledNamespace namespace) {}

  @Rig
  record Outer(Inner inner) {}
}
