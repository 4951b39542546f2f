package io.jotgate.controller.propagation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server about one node at a time. Nodes are not watched: their status changes every
 * few seconds, and only the node of a pod that does not answer is ever of interest.
 *
 * <p>A node that may not be read is taken for ready. So is one whose object is gone: nothing says
 * since when, and within a minute the garbage collector of Kubernetes deletes its pods, which then
 * count no longer.
 */
public final class ApiNodeOutages implements NodeOutages {
  private static final Logger LOG = LoggerFactory.getLogger(ApiNodeOutages.class);

  private final KubernetesClient client;

  /** Asks through {@code client}. */
  public ApiNodeOutages(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<NodeOutage> of(String node) {
    try {
      return Optional.ofNullable(client.nodes().withName(node).get()).flatMap(NodeOutage::of);
    } catch (KubernetesClientException refused) {
      LOG.debug("Node {} cannot be read: code {}", node, refused.getCode());
      return Optional.empty();
    }
  }
}
