package io.jotgate.controller.protectedroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.controller.attachment.AttachmentProblem;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReport.Delivery;
import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.controller.attachment.WorkloadReport.PodCounts;
import io.jotgate.controller.status.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryFindingsTest {
  private static final PodCounts TWO_READY = new PodCounts(2, 2, 2, 2);
  private static final Delivery DELIVERED = delivery(true, List.of(), List.of());

  @Test
  void isProgrammedWhenEveryReadyPodHasLoadedTheGoal() {
    assertEquals("True DONE Programmed", programmed(DELIVERED, TWO_READY));
  }

  @Test
  void isNotProgrammedWhileWhatPodsHaveIsAStepOnTheWay() {
    assertEquals(
        "False WORKING Propagating", programmed(delivery(false, List.of(), List.of()), TWO_READY));
  }

  @Test
  void namesPodsThatAreBehind() {
    WorkloadReport report =
        report(delivery(true, List.of(), List.of("a", "b", "c", "d")), TWO_READY);

    Finding finding = DeliveryFindings.programmed(report);

    assertEquals("False WORKING Propagating", text(finding));
    assertTrue(finding.message().endsWith("a, b, c and 1 more"), finding::message);
  }

  @Test
  void isUnknownWhileAReadyPodDoesNotAnswer() {
    Delivery silent = delivery(true, List.of("a"), List.of());

    assertEquals("Unknown WORKING PodUnreachable", programmed(silent, TWO_READY));
    assertEquals("Unknown WORKING Pending", enforced(silent, TWO_READY, List.of(), false));
  }

  @Test
  void waitsForPodsOnlyWhenTheWorkloadWantsSome() {
    assertEquals("False WORKING NoReadyPods", programmed(DELIVERED, new PodCounts(1, 1, 0, 0)));
    assertEquals("True DONE NoPods", programmed(DELIVERED, new PodCounts(0, 0, 0, 0)));
  }

  @Test
  void needsAPersonWhenThePolicyDoesNotFit() {
    Delivery held =
        new Delivery(
            false, List.of(), List.of(), Optional.of(new Hold.TooLarge(1_000_000, 921_600)));

    assertEquals("False STUCK PolicyTooLarge", programmed(held, TWO_READY));
  }

  @Test
  void waitsForARingThatIsMissing() {
    Delivery held =
        new Delivery(false, List.of(), List.of(), Optional.of(new Hold.KeysMissing("login")));

    assertEquals("False WORKING IssuerKeysMissing", programmed(held, TWO_READY));
  }

  @Test
  void isNotEnforcedWhileSomethingGoesPastThePolicy() {
    assertEquals(
        "False STUCK ServiceBypassesSidecar",
        enforced(
            DELIVERED,
            TWO_READY,
            List.of(problem(AttachmentProblem.Kind.ServiceBypassesSidecar)),
            false));
  }

  @Test
  void acceptsDirectAccessThatTheRouteAllowsButNoPodWithoutSidecar() {
    var direct = problem(AttachmentProblem.Kind.AppPortReachable);
    var bare = problem(AttachmentProblem.Kind.SidecarMissing);

    assertEquals("True DONE Enforced", enforced(DELIVERED, TWO_READY, List.of(direct), true));
    assertEquals(
        "False STUCK SidecarMissing", enforced(DELIVERED, TWO_READY, List.of(direct, bare), true));
  }

  @Test
  void namesPodsOfAnEarlierBootstrapAndIsEnforcedAllTheSame() {
    WorkloadReport report = report(DELIVERED, TWO_READY, List.of("orders-1"), List.of());

    Finding required = DeliveryFindings.restartRequired(report);

    assertEquals("True DONE BootstrapOutdated", text(required));
    assertTrue(required.message().contains("orders-1"), required.message());
    assertEquals("True DONE Enforced", text(DeliveryFindings.enforced(report, false)));
    assertEquals(
        "False DONE BootstrapCurrent",
        text(DeliveryFindings.restartRequired(report(DELIVERED, TWO_READY))));
  }

  private static String programmed(Delivery delivery, PodCounts pods) {
    return text(DeliveryFindings.programmed(report(delivery, pods)));
  }

  private static String enforced(
      Delivery delivery, PodCounts pods, List<AttachmentProblem> problems, boolean allowed) {
    return text(DeliveryFindings.enforced(report(delivery, pods, problems), allowed));
  }

  private static String text(Finding finding) {
    return "%s %s %s".formatted(finding.truth().text(), finding.outlook(), finding.reason().name());
  }

  private static WorkloadReport report(Delivery delivery, PodCounts pods) {
    return report(delivery, pods, List.of());
  }

  private static WorkloadReport report(
      Delivery delivery, PodCounts pods, List<AttachmentProblem> problems) {
    return report(delivery, pods, List.of(), problems);
  }

  private static WorkloadReport report(
      Delivery delivery, PodCounts pods, List<String> outdated, List<AttachmentProblem> problems) {
    return new WorkloadReport(
        Map.of(),
        delivery,
        pods,
        Map.of(),
        outdated,
        problems,
        new WorkloadReport.Revoked(pods.ready(), Map.of()));
  }

  private static Delivery delivery(
      boolean complete, List<String> unreachable, List<String> behind) {
    return new Delivery(complete, unreachable, behind, Optional.empty());
  }

  private static AttachmentProblem problem(AttachmentProblem.Kind kind) {
    return new AttachmentProblem(kind, "message");
  }
}
