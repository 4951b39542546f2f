package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import io.jotgate.policy.render.Documents;
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

  /** Whether requests may reach the pod: it is waited for. */
  boolean isReady() {
    return Pods.isReady(pod) && !lost;
  }

  boolean hasLoaded(Documents policy, Documents trust) {
    return loaded.filter(state -> state.hasLoaded(policy) && state.hasLoaded(trust)).isPresent();
  }
}
