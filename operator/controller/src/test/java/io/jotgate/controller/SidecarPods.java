package io.jotgate.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.controller.workload.SidecarStatusClient;
import io.jotgate.policy.render.envoy.LoadedState;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part of the outside world that runs pods: sidecars that load what is written when the test
 * says so, and answer the operator.
 */
public final class SidecarPods implements SidecarStatusClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient cluster;
  private final String namespace;
  private final Map<String, LoadedState> loaded = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** Pods of a namespace. */
  public SidecarPods(KubernetesClient cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** A new pod of a workload, not ready. */
  public void starts(String pod, String workload, String address) {
    cluster
        .resource(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, labels: {app: %s, jotgate.io/sidecar: %s}}
            spec:
              initContainers: [{name: jotgate, image: envoy, restartPolicy: Always}]
              containers: [{name: app, image: app}]
            """
                .formatted(pod, workload, workload))
        .inNamespace(namespace)
        .create();
    status(pod, address, "False");
  }

  /** The pod answers its probes. */
  public void becomesReady(String pod, String address) {
    status(pod, address, "True");
  }

  /** The sidecar at the address loads what the ConfigMaps hold now. */
  public void loads(String workload, String address) {
    var versions = new TreeMap<String, String>();
    for (String name : new String[] {workload + "-jotgate-policy", workload + "-jotgate-trust"}) {
      ConfigMap map = cluster.configMaps().inNamespace(namespace).withName(name).get();
      map.getData()
          .forEach(
              (file, text) -> {
                if (!file.equals("bootstrap.json")) {
                  versions.put(file, version(text));
                }
              });
    }
    loaded.put(address, new LoadedState(versions, 0, 0));
  }

  /** How often the operator has asked any sidecar. */
  public int asked() {
    return asked.get();
  }

  @Override
  public Optional<LoadedState> ask(String address) {
    asked.incrementAndGet();
    return Optional.ofNullable(loaded.get(address));
  }

  private void status(String pod, String address, String ready) {
    String status =
        """
        {"status": {"phase": "Running", "podIP": "%1$s", "podIPs": [{"ip": "%1$s"}],
          "conditions": [{"type": "Ready", "status": "%2$s"}]}}
        """
            .formatted(address, ready);
    cluster
        .pods()
        .inNamespace(namespace)
        .withName(pod)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), status);
  }

  private static String version(String document) {
    try {
      return JSON.readTree(document).path("version_info").asText();
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
