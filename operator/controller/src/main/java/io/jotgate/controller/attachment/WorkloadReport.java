package io.jotgate.controller.attachment;

import io.jotgate.policy.compile.RouteVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the enforcement on one workload: the outcome of compiling its routes, and what
 * its pods have loaded.
 *
 * @param routes what became of each route, by name
 * @param delivery how far the policy has got
 * @param pods counts
 * @param epochs by issuer, the lowest ring epoch that a pod verifies with which is ready or whose
 *     proxy runs; 0: such a pod did not answer; empty map: there is none
 * @param outdated pods whose proxy was started with an earlier bootstrap than pods get now
 * @param problems ways past the policy
 * @param revoked which revocations its pods enforce
 */
public record WorkloadReport(
    Map<String, RouteReport> routes,
    Delivery delivery,
    PodCounts pods,
    Map<String, Long> epochs,
    List<String> outdated,
    List<AttachmentProblem> problems,
    Revoked revoked) {
  /** Copies the collections. */
  public WorkloadReport {
    routes = Map.copyOf(routes);
    epochs = Map.copyOf(epochs);
    outdated = List.copyOf(outdated);
    problems = List.copyOf(problems);
  }

  /**
   * How far revocations have got.
   *
   * @param pods pods whose proxy verifies tokens, or may do so at any moment
   * @param enforcedBy by uid of each TokenRevocation that is part of what pods should read: how
   *     many of them refuse what it names
   */
  public record Revoked(int pods, Map<String, Integer> enforcedBy) {
    /** Copies the map. */
    public Revoked {
      enforcedBy = Map.copyOf(enforcedBy);
    }
  }

  /**
   * One route.
   *
   * @param generation generation of the spec that was compiled
   */
  public record RouteReport(long generation, RouteVerdict verdict) {}

  /**
   * Pods.
   *
   * @param wanted that the workload should have
   * @param total that it has
   * @param ready that answer, or are still waited for
   * @param current ready ones that have loaded all of what was written last
   */
  public record PodCounts(int wanted, int total, int ready, int current) {}

  /**
   * How far the policy has got.
   *
   * @param complete what was written last is the goal, not a step on the way
   * @param unreachable pods whose proxy runs and that did not answer
   * @param behind pods whose proxy runs and that have loaded something else
   * @param held why nothing was written, when something should be
   */
  public record Delivery(
      boolean complete, List<String> unreachable, List<String> behind, Optional<Hold> held) {
    /** Copies the lists. */
    public Delivery {
      unreachable = List.copyOf(unreachable);
      behind = List.copyOf(behind);
    }
  }

  /** Why the goal cannot be reached. */
  public sealed interface Hold {
    /** The documents do not fit into a ConfigMap. */
    record TooLarge(int bytes, int limit) implements Hold {}

    /** The key ring of an issuer cannot be read: its last keys stay in force. */
    record KeysMissing(String issuer) implements Hold {}

    /** A name that we need is taken. */
    record NameConflict(String message) implements Hold {}

    /** The API server refuses an object of the workload. */
    record Refused(String message) implements Hold {}
  }
}
