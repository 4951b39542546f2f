package io.jotgate.keys;

import java.util.Set;

/**
 * What one issuer pod says that it has loaded.
 *
 * @param name name of the pod
 * @param epoch epoch of this owner's ring that it has loaded; 0 if it has not answered, or has
 *     none, or has that of another owner
 * @param kids kids that it publishes
 * @param ready whether the pod is ready
 * @param countable whether the pod has to acknowledge: every pod that is not deleted, terminating
 *     ones and those that do not start included, but none that is terminating, does not answer and
 *     whose node has been NotReady for longer than P
 */
public record PodAcknowledgement(
    String name, long epoch, Set<String> kids, boolean ready, boolean countable) {
  /** Copies the kids. */
  public PodAcknowledgement {
    kids = Set.copyOf(kids);
  }

  boolean serves(SigningKey key) {
    return epoch >= key.publishedEpoch() && kids.contains(key.kid());
  }
}
