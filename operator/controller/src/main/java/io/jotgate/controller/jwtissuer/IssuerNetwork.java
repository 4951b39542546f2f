package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.Map;

/** The desired Service and NetworkPolicy of a token service. */
final class IssuerNetwork {
  private static final Map<String, String> OPERATOR_PODS =
      Map.of("app.kubernetes.io/name", "jotgate-operator");

  private IssuerNetwork() {}

  /**
   * Port 443 in front of the pods that speak TLS, 80 in front of those that do not. The management
   * port is not in the Service.
   */
  static Service service(IssuerSettings settings) {
    return new ServiceBuilder()
        .withMetadata(settings.childMetadata(settings.name()))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(settings.podSelector())
        .withPorts(settings.serving().ports().stream().sorted().map(IssuerNetwork::port).toList())
        .endSpec()
        .build();
  }

  private static ServicePort port(ClientPort spoken) {
    return new ServicePortBuilder()
        .withName(spoken.text())
        .withAppProtocol(spoken.text())
        .withProtocol("TCP")
        .withPort(spoken.servicePort())
        .withTargetPort(new IntOrString(spoken.text()))
        .build();
  }

  /**
   * Anyone may ask for tokens; only the operator may read the state; the token service itself calls
   * nobody. Probes need no rule: a node always reaches its own pods.
   */
  static NetworkPolicy policy(IssuerSettings settings, IssuerPlatform platform) {
    return new NetworkPolicyBuilder()
        .withMetadata(settings.childMetadata(settings.name()))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(settings.podSelector())
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .addNewPort()
        .withProtocol("TCP")
        .withPort(new IntOrString(IssuerDeployment.CLIENT_PORT))
        .endPort()
        .endIngress()
        .addNewIngress()
        .addNewFrom()
        .withNewNamespaceSelector()
        .addToMatchLabels("kubernetes.io/metadata.name", platform.operatorNamespace())
        .endNamespaceSelector()
        .withNewPodSelector()
        .withMatchLabels(OPERATOR_PODS)
        .endPodSelector()
        .endFrom()
        .addNewPort()
        .withProtocol("TCP")
        .withPort(new IntOrString(IssuerPlatform.MANAGEMENT_PORT))
        .endPort()
        .endIngress()
        .endSpec()
        .build();
  }
}
