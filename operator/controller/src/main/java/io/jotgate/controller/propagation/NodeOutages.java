package io.jotgate.controller.propagation;

import java.util.Optional;

/** Looks up the outage of a node. */
@FunctionalInterface
public interface NodeOutages {
  /**
   * The outage of the node; empty when it is ready, and when nobody can tell. Never throws: a pod
   * of whose node nothing is known is waited for.
   */
  Optional<NodeOutage> of(String node);
}
