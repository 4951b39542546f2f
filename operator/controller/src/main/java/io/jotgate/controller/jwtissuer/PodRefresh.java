package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.controller.propagation.PodReport;
import io.jotgate.controller.resource.JotgateAnnotations;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the kubelet bring changed files to the pods at once instead of at its next look, by
 * changing one annotation of each pod that lags behind.
 */
final class PodRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(PodRefresh.class);

  private final KubernetesClient client;

  PodRefresh(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The pods to refresh. One that has loaded everything needs nothing; one that starts reads the
   * present files anyway; one that was refreshed for this content has been told.
   */
  static List<PodReport> lagging(List<PodReport> pods, IssuerContent content) {
    return pods.stream()
        .filter(pod -> pod.ready() || pod.state().isPresent())
        .filter(pod -> !content.loadedBy(pod))
        .filter(pod -> !pod.refresh().equals(Optional.of(content.name())))
        .toList();
  }

  void refresh(String namespace, List<PodReport> pods, IssuerContent content) {
    String patch =
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
            .formatted(JotgateAnnotations.REFRESH, content.name());
    for (PodReport pod : lagging(pods, content)) {
      try {
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod.name())
            .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
      } catch (KubernetesClientException refused) {
        // A pod that has gone since needs no refresh, and any other failure only costs time: the
        // kubelet looks by itself within about a minute.
        if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
          LOG.warn("Pod {}/{} not refreshed: status {}", namespace, pod.name(), refused.getCode());
        }
      }
    }
  }
}
