package io.jotgate.controller.workload;

import io.jotgate.policy.render.envoy.LoadedState;
import java.util.Optional;

/** Asks one sidecar what it has loaded. */
@FunctionalInterface
public interface SidecarStatusClient {
  /**
   * The answer of the status listener.
   *
   * <p>Never throws and never blocks for longer than its time-out: a sidecar that does not answer,
   * or not as expected, has loaded nothing.
   *
   * @param address IP address of the pod
   */
  Optional<LoadedState> ask(String address);
}
