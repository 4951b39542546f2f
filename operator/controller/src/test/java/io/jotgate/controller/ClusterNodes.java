package io.jotgate.controller;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.Rig;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Nodes that are objects only, with the state that the node controller would give them. */
@Rig
public final class ClusterNodes implements AutoCloseable {
  private final KubernetesClient cluster;
  private final String name;

  ClusterNodes(InstalledNamespace namespace) {
    this.cluster = namespace.admin();
    this.name = "node-of-" + namespace.name();
  }

  /** The node is one whose kubelet has said nothing for some time; returns its name. */
  public String silentFor(Duration outage) {
    Node node =
        cluster
            .resource(new NodeBuilder().withNewMetadata().withName(name).endMetadata().build())
            .createOr(NonDeletingOperation::patch);
    Instant since = Instant.now().minus(outage).truncatedTo(ChronoUnit.SECONDS);
    cluster
        .resource(
            new NodeBuilder(node)
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("Unknown")
                .withReason("NodeStatusUnknown")
                .withLastTransitionTime(since.toString())
                .endCondition()
                .endStatus()
                .build())
        .updateStatus();
    return name;
  }

  /** Nodes belong to no namespace: nothing else removes it. */
  @Override
  public void close() {
    cluster.nodes().withName(name).delete();
  }
}
