package io.jotgate.controller.workload;

import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.OrdersRig;
import io.jotgate.testing.apiserver.WithApiServer;
import org.junit.jupiter.api.Test;

/** Ways past the sidecar, which the operator reports. */
@WithApiServer
record WorkloadPolicyBypassIT(NamespaceUser user, OrdersRig orders) {
  @Test
  void saysWhenTheApplicationAnswersPastTheSidecar() {
    orders.applicationAnswersPastTheSidecar();
    orders.protectedOrders();
    orders.podStarts();
    orders.podLoads();
    orders.podBecomesReady();

    orders.awaitCondition("Enforced", "False", "AppPortReachable");
  }

  @Test
  void saysWhenAServiceLeadsPastTheSidecar() {
    orders.protectedOrders();
    serviceLeadsTo("8080");

    orders.awaitCondition("Enforced", "False", "ServiceBypassesSidecar");

    serviceLeadsTo("jotgate");

    orders.awaitCondition("Enforced", "False", "Pending");
  }

  private void serviceLeadsTo(String targetPort) {
    user.applies(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: orders}
        spec: {selector: {app: orders}, ports: [{name: http, port: 80, targetPort: %s}]}
        """
            .formatted(targetPort));
  }
}
