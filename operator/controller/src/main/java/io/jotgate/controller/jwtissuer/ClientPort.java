package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.resource.Pods;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What clients speak to a pod, as the port of its container is called. A port of the Service leads
 * to those pods only whose port has its name.
 */
enum ClientPort {
  /** TLS. */
  HTTPS("https", 443),
  /** Plain HTTP. */
  HTTP("http", 80);

  private final String text;
  private final int servicePort;

  ClientPort(String text, int servicePort) {
    this.text = text;
    this.servicePort = servicePort;
  }

  /** Name of the port in pods and Service. */
  String text() {
    return text;
  }

  /** Number of the port of the Service. */
  int servicePort() {
    return servicePort;
  }

  /** What pods that have not ended speak. */
  static Set<ClientPort> servedBy(Collection<Pod> pods) {
    return pods.stream()
        .filter(pod -> !Pods.hasEnded(pod))
        .flatMap(ClientPort::names)
        .flatMap(name -> Arrays.stream(values()).filter(port -> port.text.equals(name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> names(Pod pod) {
    return Optional.ofNullable(pod.getSpec())
        .flatMap(spec -> Optional.ofNullable(spec.getContainers()))
        .orElse(List.of())
        .stream()
        .filter(container -> IssuerDeployment.CONTAINER.equals(container.getName()))
        .flatMap(ClientPort::ports)
        .flatMap(port -> Optional.ofNullable(port.getName()).stream());
  }

  private static Stream<ContainerPort> ports(Container container) {
    return Optional.ofNullable(container.getPorts()).orElse(List.of()).stream();
  }
}
