package io.jotgate.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.workload.SidecarStatusClient;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.LoadedState;
import io.jotgate.testing.apiserver.Rig;
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
@Rig
public final class SidecarPods implements SidecarStatusClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUNNING = "\"running\": {\"startedAt\": \"2026-01-01T00:00:00Z\"}";

  private final NamespaceUser cluster;
  private final Map<String, LoadedState> loaded = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  SidecarPods(NamespaceUser cluster) {
    this.cluster = cluster;
  }

  /** A new pod of a workload, not ready. */
  public void starts(String pod, String workload, String address) {
    starts(pod, workload, address, "node-1");
  }

  /** A new pod of a workload that a node runs, not ready. */
  public void starts(String pod, String workload, String address, String node) {
    cluster.applies(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %1$s, labels: {app: %2$s, jotgate.io/sidecar: %2$s}}
        spec:
          nodeName: %3$s
          initContainers: [{name: jotgate, image: envoy, restartPolicy: Always}]
          containers: [{name: app, image: app}]
        """
            .formatted(pod, workload, node));
    status(pod, address, "False", "\"waiting\": {}");
  }

  /** The pod answers its probes. */
  public void becomesReady(String pod, String address) {
    status(pod, address, "True", RUNNING);
  }

  /** The pod fails its probes, and its sidecar answers nobody although its process is there. */
  public void hangs(String pod, String address) {
    loaded.remove(address);
    status(pod, address, "False", RUNNING);
  }

  /** The process of the sidecar has ended; the pod stays. */
  public void ends(String pod, String address) {
    loaded.remove(address);
    status(pod, address, "False", "\"waiting\": {\"reason\": \"CrashLoopBackOff\"}");
  }

  /** The sidecar at the address loads what the ConfigMaps hold now. */
  public void loads(String workload, String address) {
    loads(workload, address, EnvoyRenderer.BOOTSTRAP_VERSION);
  }

  /** The same of a sidecar that was started with this version of the bootstrap. */
  public void loads(String workload, String address, String bootstrap) {
    var versions = new TreeMap<String, String>();
    for (String name : new String[] {workload + "-jotgate-policy", workload + "-jotgate-trust"}) {
      cluster
          .get(ConfigMap.class, name)
          .getData()
          .forEach(
              (file, text) -> {
                if (!file.equals("bootstrap.json")) {
                  versions.put(file, version(text));
                }
              });
    }
    loaded.put(address, new LoadedState(versions, bootstrap, 0, 0));
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

  private void status(String pod, String address, String ready, String state) {
    cluster.patchesStatus(
        Pod.class,
        pod,
        """
        {"status": {"phase": "Running", "podIP": "%1$s", "podIPs": [{"ip": "%1$s"}],
          "conditions": [{"type": "Ready", "status": "%2$s"}],
          "initContainerStatuses": [{"name": "jotgate", "image": "envoy", "imageID": "envoy", "ready": %3$b,
            "restartCount": 0, "started": %4$b, "state": {%5$s}}]}}
        """
            .formatted(address, ready, ready.equals("True"), state.equals(RUNNING), state));
  }

  private static String version(String document) {
    try {
      return JSON.readTree(document).path("version_info").asText();
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
