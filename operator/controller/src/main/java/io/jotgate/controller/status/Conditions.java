package io.jotgate.controller.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditions of a status: merging new findings into what was there, and asking what changed. */
public final class Conditions {
  private static final int MAX_MESSAGE = 32_768;

  private Conditions() {}

  /**
   * The conditions that the findings make of the previous ones.
   *
   * <p>The transition time is kept while the status of a condition stays the same, so equal
   * findings give equal conditions and need no write. A previous condition that no finding names is
   * dropped: one reconciler writes all conditions of a resource.
   *
   * @param previous conditions as read, in any order; null or empty for a new resource
   * @param findings one per condition type, in the order of the result
   * @param generation generation of the spec that the findings speak of
   * @param now the transition time of conditions whose status changes, cut to seconds
   */
  public static List<Condition> merge(
      @Nullable List<Condition> previous, List<Finding> findings, long generation, Instant now) {
    return findings.stream()
        .map(finding -> merge(find(previous, finding.type()), finding, generation, now))
        .toList();
  }

  /** The condition of a type, if there is one. */
  public static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
    return Optional.ofNullable(conditions).orElse(List.of()).stream()
        .filter(each -> type.equals(each.getType()))
        .findFirst();
  }

  /** Whether the condition of a type is true. */
  public static boolean isTrue(@Nullable List<Condition> conditions, String type) {
    return find(conditions, type).filter(each -> "True".equals(each.getStatus())).isPresent();
  }

  /**
   * The condition of a type as it is now, if its status or its reason differs from before: what an
   * event tells people about.
   */
  public static Optional<Condition> transition(
      @Nullable List<Condition> previous, List<Condition> next, String type) {
    Optional<Condition> before = find(previous, type);
    return find(next, type)
        .filter(
            after ->
                before
                    .filter(
                        old ->
                            after.getStatus().equals(old.getStatus())
                                && after.getReason().equals(old.getReason()))
                    .isEmpty());
  }

  private static Condition merge(
      Optional<Condition> previous, Finding finding, long generation, Instant now) {
    String status = finding.truth().text();
    String since =
        previous
            .filter(old -> status.equals(old.getStatus()))
            .flatMap(old -> Optional.ofNullable(old.getLastTransitionTime()))
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new ConditionBuilder()
        .withType(finding.type())
        .withStatus(status)
        .withReason(finding.reason().name())
        .withMessage(shortened(finding.message()))
        .withObservedGeneration(generation)
        .withLastTransitionTime(since)
        .build();
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
  }
}
