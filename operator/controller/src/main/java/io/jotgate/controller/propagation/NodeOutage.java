package io.jotgate.controller.propagation;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A node that is not ready, and since when. A pod on it that does not answer is waited for only so
 * long: what it has loaded is older by then than any copy that a verifier may use.
 *
 * @param since when the node controller found that the node was no longer ready
 */
public record NodeOutage(Instant since) {
  /**
   * The shortest outage that counts, however little verifiers cache: after that Kubernetes itself
   * gives up on the pods of a node (the default toleration of {@code
   * node.kubernetes.io/unreachable}). A node that only flaps never stops being waited for.
   */
  public static final Duration SHORTEST = Duration.ofMinutes(5);

  /**
   * The outage of a node; empty while it is ready, and where nothing says since when it is not.
   *
   * <p>"Not ready" is every status but True: a kubelet that is silent leaves the condition at
   * Unknown.
   */
  public static Optional<NodeOutage> of(Node node) {
    return Optional.ofNullable(node.getStatus())
        .map(NodeStatus::getConditions)
        .orElse(List.of())
        .stream()
        .filter(condition -> "Ready".equals(condition.getType()))
        .filter(condition -> !"True".equals(condition.getStatus()))
        .findFirst()
        .map(NodeCondition::getLastTransitionTime)
        .flatMap(NodeOutage::parsed)
        .map(NodeOutage::new);
  }

  /**
   * Whether proxies on the node that do not answer, and deleted pods of a token service, are no
   * longer waited for.
   *
   * @param verifierCache P: the oldest copy of the JWK set that a verifier may use
   */
  public boolean outlasts(Duration verifierCache, Instant now) {
    Duration waited = verifierCache.compareTo(SHORTEST) > 0 ? verifierCache : SHORTEST;
    return now.isAfter(since.plus(waited));
  }

  private static Optional<Instant> parsed(String time) {
    try {
      return Optional.of(Instant.parse(time));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
