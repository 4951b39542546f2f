package io.jotgate.controller.attachment;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.jotgate.controller.attachment.AttachmentProblem.Kind;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the ways past a policy. Pure. */
public final class AttachmentCheck {
  /** Name of the sidecar's container and of its port. */
  public static final String SIDECAR = "jotgate";

  /** Port of the sidecar. */
  public static final int SIDECAR_PORT = 15080;

  private static final int NAMED = 3;

  private AttachmentCheck() {}

  /**
   * Every problem, one of each kind at most.
   *
   * @param pods pods of the workload, with and without the label
   * @param services Services of the namespace
   * @param reachable names of pods whose application answered the operator
   */
  public static List<AttachmentProblem> problems(
      Workload workload,
      Collection<Pod> pods,
      Collection<Service> services,
      int upstreamPort,
      Collection<String> reachable) {
    return Stream.of(
            missingSidecar(workload, pods),
            bypassingService(workload, services),
            reachableApplication(upstreamPort, reachable))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<AttachmentProblem> missingSidecar(
      Workload workload, Collection<Pod> pods) {
    String label = JotgateLabels.SIDECAR + ": " + workload.name();
    if (!workload.name().equals(workload.podLabels().get(JotgateLabels.SIDECAR))) {
      return Optional.of(
          new AttachmentProblem(
              Kind.SidecarMissing,
              "The pod template of %s %s lacks the label %s, which brings the sidecar in: add it"
                  .formatted(workload.kind(), workload.name(), label)));
    }
    List<String> bare =
        pods.stream()
            .filter(pod -> !Pods.hasEnded(pod) && !isProtected(pod, workload.name()))
            .map(Metadata::name)
            .toList();
    if (bare.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AttachmentProblem(
            Kind.SidecarMissing,
            "Pods without sidecar: %s; replace them (kubectl rollout restart), and see that the"
                    .formatted(list(bare))
                + " chart's sidecarInjection is enabled"));
  }

  private static boolean isProtected(Pod pod, String workload) {
    return Metadata.label(pod, JotgateLabels.SIDECAR).filter(workload::equals).isPresent()
        && Pods.hasContainer(pod, SIDECAR);
  }

  private static Optional<AttachmentProblem> bypassingService(
      Workload workload, Collection<Service> services) {
    return services.stream()
        .sorted(Comparator.comparing(Metadata::name))
        .filter(service -> selects(service, workload.podLabels()))
        .flatMap(service -> bypassingPorts(service).map(port -> problem(service, port)))
        .findFirst();
  }

  private static AttachmentProblem problem(Service service, ServicePort port) {
    return new AttachmentProblem(
        Kind.ServiceBypassesSidecar,
        "Port %d of Service %s leads past the sidecar: set its targetPort to %s"
            .formatted(port.getPort(), Metadata.name(service), SIDECAR));
  }

  private static boolean selects(Service service, Map<String, String> podLabels) {
    Map<String, String> selector =
        Optional.ofNullable(service.getSpec()).map(ServiceSpec::getSelector).orElse(Map.of());
    return !selector.isEmpty() && podLabels.entrySet().containsAll(selector.entrySet());
  }

  private static Stream<ServicePort> bypassingPorts(Service service) {
    return Optional.ofNullable(service.getSpec())
        .map(ServiceSpec::getPorts)
        .orElse(List.of())
        .stream()
        .filter(port -> !leadsToSidecar(port));
  }

  private static boolean leadsToSidecar(ServicePort port) {
    IntOrString target =
        Optional.ofNullable(port.getTargetPort()).orElse(new IntOrString(port.getPort()));
    return SIDECAR.equals(target.getStrVal())
        || Integer.valueOf(SIDECAR_PORT).equals(target.getIntVal());
  }

  private static Optional<AttachmentProblem> reachableApplication(
      int upstreamPort, Collection<String> reachable) {
    if (reachable.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AttachmentProblem(
            Kind.AppPortReachable,
            "Port %d of the application answers without the sidecar in %s: let it listen on"
                    .formatted(upstreamPort, list(reachable))
                + " 127.0.0.1, use a network plugin that enforces NetworkPolicy, or set"
                + " allowDirectAccess"));
  }

  private static String list(Collection<String> names) {
    List<String> sorted = names.stream().sorted().toList();
    String shown = String.join(", ", sorted.subList(0, Math.min(NAMED, sorted.size())));
    return sorted.size() <= NAMED ? shown : shown + " and " + (sorted.size() - NAMED) + " more";
  }
}
