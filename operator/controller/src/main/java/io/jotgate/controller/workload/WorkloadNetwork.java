package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.jotgate.controller.attachment.AttachmentCheck;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.policy.render.envoy.SidecarLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The NetworkPolicy of a protected workload. Pure. */
final class WorkloadNetwork {
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private WorkloadNetwork() {}

  /**
   * Admits everybody to the port of the sidecar, the operator to its status port, and nobody to any
   * other port.
   *
   * @param directPort port of the application, when every route allows direct access to it
   */
  static NetworkPolicy policy(Workload workload, OptionalInt directPort, String operatorNamespace) {
    var rules = new ArrayList<NetworkPolicyIngressRule>();
    rules.add(everybody(AttachmentCheck.SIDECAR_PORT));
    rules.add(operator(operatorNamespace));
    directPort.ifPresent(port -> rules.add(everybody(port)));
    return new NetworkPolicyBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withName(ObjectNames.workloadNetworkPolicy(workload.name()))
                .withNamespace(workload.namespace())
                .withLabels(JotgateLabels.ofWorkload(workload.name()))
                .withOwnerReferences(workload.owner())
                .build())
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(Map.of(JotgateLabels.SIDECAR, workload.name()))
        .endPodSelector()
        .withPolicyTypes("Ingress")
        .withIngress(rules)
        .endSpec()
        .build();
  }

  private static NetworkPolicyIngressRule everybody(int port) {
    return new NetworkPolicyIngressRuleBuilder().withPorts(tcp(port)).build();
  }

  private static NetworkPolicyIngressRule operator(String namespace) {
    return new NetworkPolicyIngressRuleBuilder()
        .withPorts(List.of(tcp(SidecarLayout.INJECTED.statusPort())))
        .withFrom(
            new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .withMatchLabels(Map.of(NAMESPACE_NAME, namespace))
                .endNamespaceSelector()
                .withNewPodSelector()
                .withMatchLabels(Map.of(JotgateLabels.APP_NAME, JotgateLabels.OPERATOR_APP))
                .endPodSelector()
                .build())
        .build();
  }

  private static NetworkPolicyPort tcp(int port) {
    return new NetworkPolicyPortBuilder()
        .withProtocol("TCP")
        .withPort(new IntOrString(port))
        .build();
  }
}
