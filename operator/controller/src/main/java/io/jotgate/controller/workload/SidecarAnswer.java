package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.attachment.AttachmentCheck;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.LoadedState;
import java.util.Optional;

/**
 * What one sidecar says.
 *
 * @param loaded what it has loaded; empty when it did not answer
 * @param lost whether it did not answer and its node has not been ready for so long that nobody
 *     waits for it any more
 */
record SidecarAnswer(Pod pod, Optional<LoadedState> loaded, boolean lost) {
  String name() {
    return Metadata.name(pod);
  }

  /** Whether requests may reach the pod. */
  boolean isReady() {
    return Pods.isReady(pod) && !lost;
  }

  /** Whether what the pod has loaded counts. */
  boolean isAwaited() {
    return mayVerify(pod) && !lost;
  }

  /**
   * Whether the proxy verifies tokens now or may do so before it has read anything new. A pod that
   * is not ready is no exception while its proxy runs: one that hangs answers nobody, and when it
   * goes on, connections that are still open reach it before the kubelet knows.
   */
  static boolean mayVerify(Pod pod) {
    return Pods.isReady(pod) || Pods.isRunning(pod, AttachmentCheck.SIDECAR);
  }

  /** Whether it was started with an earlier bootstrap than pods get now. */
  boolean isOutdated() {
    return loaded
        .filter(state -> !state.bootstrap().equals(EnvoyRenderer.BOOTSTRAP_VERSION))
        .isPresent();
  }

  boolean hasLoaded(Documents policy, Documents trust) {
    return loaded.filter(state -> state.hasLoaded(policy) && state.hasLoaded(trust)).isPresent();
  }
}
