package io.jotgate.controller.status;

import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The three conditions that generic tools read (kstatus): {@code Ready}, {@code Reconciling} and
 * {@code Stalled}.
 *
 * <p>Ready is true when every aspect is in effect, Reconciling also while the cluster completes one
 * that is. Otherwise it carries reason and message of the first aspect that is stuck, or else of
 * the first that is being worked on. Reconciling and Stalled are never both true.
 */
public final class Readiness {
  /** Everything that the user asked for is in effect. */
  public static final String READY = "Ready";

  /** The operator or the cluster is at work. */
  public static final String RECONCILING = "Reconciling";

  /** Nothing will change until a person changes something. */
  public static final String STALLED = "Stalled";

  private enum Summary implements Reason {
    Ready,
    Settled,
    Progressing,
    NotStalled
  }

  private Readiness() {}

  /** The three conditions, followed by the aspects that they sum up, in the given order. */
  public static List<Finding> summarize(List<Finding> aspects, String readyMessage) {
    return summarize(aspects, Summary.Ready, readyMessage);
  }

  /** The same, with a reason of its own for being ready. */
  public static List<Finding> summarize(
      List<Finding> aspects, Reason readyReason, String readyMessage) {
    Optional<Finding> culprit =
        first(aspects, Outlook.STUCK).or(() -> first(aspects, Outlook.WORKING));
    var all = new ArrayList<Finding>();
    all.add(ready(culprit, readyReason, readyMessage));
    all.add(reconciling(culprit.or(() -> first(aspects, Outlook.FINISHING))));
    all.add(stalled(culprit));
    all.addAll(aspects);
    return List.copyOf(all);
  }

  private static Finding ready(Optional<Finding> culprit, Reason readyReason, String readyMessage) {
    return culprit
        .map(
            each ->
                new Finding(READY, notTrue(each), each.outlook(), each.reason(), each.message()))
        .orElseGet(() -> Finding.done(READY, readyReason, readyMessage));
  }

  private static Finding reconciling(Optional<Finding> culprit) {
    return culprit
        .filter(each -> each.outlook() != Outlook.STUCK)
        .map(
            each ->
                new Finding(
                    RECONCILING, Truth.TRUE, each.outlook(), Summary.Progressing, each.message()))
        .orElseGet(
            () ->
                new Finding(
                    RECONCILING,
                    Truth.FALSE,
                    Outlook.DONE,
                    Summary.Settled,
                    "Nothing is under way"));
  }

  private static Finding stalled(Optional<Finding> culprit) {
    return culprit
        .filter(each -> each.outlook() == Outlook.STUCK)
        .map(
            each -> new Finding(STALLED, Truth.TRUE, each.outlook(), each.reason(), each.message()))
        .orElseGet(
            () ->
                new Finding(
                    STALLED,
                    Truth.FALSE,
                    Outlook.DONE,
                    Summary.NotStalled,
                    "Nothing waits for a person"));
  }

  private static Truth notTrue(Finding culprit) {
    return culprit.truth() == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.FALSE;
  }

  private static Optional<Finding> first(List<Finding> aspects, Outlook outlook) {
    return aspects.stream().filter(each -> each.outlook() == outlook).findFirst();
  }
}
