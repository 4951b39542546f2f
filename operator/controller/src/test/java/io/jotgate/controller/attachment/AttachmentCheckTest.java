package io.jotgate.controller.attachment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.attachment.AttachmentProblem.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttachmentCheckTest {
  private static final Map<String, String> LABELS =
      Map.of("app", "orders", "jotgate.io/sidecar", "orders");
  private static final Workload ORDERS = workload(LABELS);

  @Test
  void findsNothingWhenEveryPodHasItsSidecarAndServicesLeadToIt() {
    assertEquals(
        List.of(),
        problems(
            ORDERS,
            List.of(pod("a", LABELS, "jotgate")),
            List.of(service(Map.of("app", "orders"), new IntOrString("jotgate")))));
  }

  @Test
  void namesTheLabelThatThePodTemplateLacks() {
    var found = problems(workload(Map.of("app", "orders")), List.of(), List.of());

    assertEquals(Kind.SidecarMissing, found.getFirst().kind());
    assertTrue(found.getFirst().message().contains("jotgate.io/sidecar: orders"));
  }

  @Test
  void namesPodsThatHaveTheLabelButNoSidecar() {
    var found = problems(ORDERS, List.of(pod("bare", LABELS, "app")), List.of());

    assertEquals(Kind.SidecarMissing, found.getFirst().kind());
    assertTrue(found.getFirst().message().contains("bare"));
  }

  @Test
  void namesPodsThatLackTheLabel() {
    var found =
        problems(ORDERS, List.of(pod("old", Map.of("app", "orders"), "jotgate")), List.of());

    assertEquals(Kind.SidecarMissing, found.getFirst().kind());
  }

  @Test
  void ignoresPodsThatHaveEnded() {
    Pod ended =
        new PodBuilder(pod("done", LABELS, "app"))
            .withNewStatus()
            .withPhase("Succeeded")
            .endStatus()
            .build();

    assertEquals(List.of(), problems(ORDERS, List.of(ended), List.of()));
  }

  @Test
  void findsAServiceThatLeadsToThePortOfTheApplication() {
    var found =
        problems(
            ORDERS, List.of(), List.of(service(Map.of("app", "orders"), new IntOrString(8080))));

    assertEquals(Kind.ServiceBypassesSidecar, found.getFirst().kind());
  }

  @Test
  void takesAServiceWithoutTargetPortToLeadToItsOwnPort() {
    Service service =
        new ServiceBuilder(service(Map.of("app", "orders"), new IntOrString(1)))
            .editSpec()
            .editFirstPort()
            .withTargetPort(null)
            .endPort()
            .endSpec()
            .build();

    assertEquals(
        Kind.ServiceBypassesSidecar,
        problems(ORDERS, List.of(), List.of(service)).getFirst().kind());
  }

  @Test
  void acceptsTheNumberOfTheSidecarsPort() {
    assertEquals(
        List.of(),
        problems(
            ORDERS, List.of(), List.of(service(Map.of("app", "orders"), new IntOrString(15080)))));
  }

  @Test
  void ignoresServicesOfOtherPodsAndThoseWithoutSelector() {
    assertEquals(
        List.of(),
        problems(
            ORDERS,
            List.of(),
            List.of(
                service(Map.of("app", "bills"), new IntOrString(8080)),
                service(Map.of(), new IntOrString(8080)))));
  }

  @Test
  void namesAtMostThreePodsWhoseApplicationAnswers() {
    var found =
        AttachmentCheck.problems(
            ORDERS, List.of(), List.of(), 8080, List.of("d", "c", "b", "a", "e"));

    assertEquals(Kind.AppPortReachable, found.getFirst().kind());
    assertTrue(found.getFirst().message().contains("a, b, c and 2 more"));
  }

  private static List<AttachmentProblem> problems(
      Workload workload, List<Pod> pods, List<Service> services) {
    return AttachmentCheck.problems(workload, pods, services, 8080, List.of());
  }

  private static Workload workload(Map<String, String> podLabels) {
    return new Workload(
        WorkloadRef.Kind.Deployment,
        "shop",
        "orders",
        new OwnerReference(),
        podLabels,
        Map.of("app", "orders"),
        1,
        1);
  }

  private static Pod pod(String name, Map<String, String> labels, String initContainer) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .addNewInitContainer()
        .withName(initContainer)
        .endInitContainer()
        .endSpec()
        .build();
  }

  private static Service service(Map<String, String> selector, IntOrString target) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName("orders")
        .endMetadata()
        .withNewSpec()
        .withSelector(selector)
        .addNewPort()
        .withPort(80)
        .withTargetPort(target)
        .endPort()
        .endSpec()
        .build();
  }
}
