package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;

/**
 * The desired Deployment of a token service.
 *
 * <p>Pod Security level {@code restricted}. Nothing in the pod template depends on keys, settings
 * or credentials: they arrive as files, so that changing them never replaces a pod. Only another
 * source of the certificate does.
 */
final class IssuerDeployment {
  static final String CONTAINER = "issuer";

  /** Number of the port that clients reach, whatever they speak. */
  static final int CLIENT_PORT = 8443;

  /** Environment variable of the token service: {@code false} is plain HTTP. */
  static final String TLS_SWITCH = "JOTGATE_TLS";

  private static final String MANAGEMENT = "management";
  private static final String TMP = "tmp";

  /**
   * Longer than the time that kube-proxy and clients need to notice that the pod leaves the
   * Service.
   */
  private static final long DRAIN_SECONDS = 5;

  private IssuerDeployment() {}

  static Deployment desired(IssuerSettings settings, IssuerPlatform platform) {
    return new DeploymentBuilder()
        .withMetadata(settings.childMetadata(settings.name()))
        .withNewSpec()
        .withReplicas(settings.replicas())
        .withRevisionHistoryLimit(3)
        .withNewSelector()
        .withMatchLabels(settings.podSelector())
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxUnavailable(new IntOrString(0))
        .withMaxSurge(new IntOrString("25%"))
        .endRollingUpdate()
        .endStrategy()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(settings.podLabels())
        .addToAnnotations("kubectl.kubernetes.io/default-container", CONTAINER)
        .endMetadata()
        .withSpec(pod(settings, platform))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec pod(IssuerSettings settings, IssuerPlatform platform) {
    PodSpecBuilder pod =
        new PodSpecBuilder()
            .withServiceAccountName(settings.name())
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(30L)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .withTopologySpreadConstraints(
                spread("kubernetes.io/hostname", settings),
                spread("topology.kubernetes.io/zone", settings))
            .withContainers(container(settings, platform))
            .withVolumes(IssuerFiles.volume(settings))
            .addNewVolume()
            .withName(TMP)
            .withNewEmptyDir()
            .withSizeLimit(new Quantity("16Mi"))
            .endEmptyDir()
            .endVolume();
    if (!settings.nodeSelector().isEmpty()) {
      pod.withNodeSelector(settings.nodeSelector());
    }
    if (!settings.tolerations().isEmpty()) {
      pod.withTolerations(settings.tolerations());
    }
    settings.priorityClassName().ifPresent(pod::withPriorityClassName);
    return pod.build();
  }

  private static Container container(IssuerSettings settings, IssuerPlatform platform) {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(platform.image())
        .withImagePullPolicy("IfNotPresent")
        .addNewEnv()
        .withName("POD_NAME")
        .withNewValueFrom()
        .withNewFieldRef()
        .withApiVersion("v1")
        .withFieldPath("metadata.name")
        .endFieldRef()
        .endValueFrom()
        .endEnv()
        .addAllToEnv(tlsSwitch(settings.serving().source()))
        .addNewPort()
        .withName(settings.serving().source().port().text())
        .withContainerPort(CLIENT_PORT)
        .withProtocol("TCP")
        .endPort()
        .addNewPort()
        .withName(MANAGEMENT)
        .withContainerPort(IssuerPlatform.MANAGEMENT_PORT)
        .withProtocol("TCP")
        .endPort()
        .withStartupProbe(probe("/livez", 1, 60))
        .withReadinessProbe(probe("/readyz", 2, 2))
        .withLivenessProbe(probe("/livez", 10, 3))
        .withNewLifecycle()
        .withNewPreStop()
        .withNewSleep(DRAIN_SECONDS)
        .endPreStop()
        .endLifecycle()
        .withResources(settings.resources().orElseGet(IssuerDeployment::defaultResources))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .addNewVolumeMount()
        .withName(IssuerFiles.VOLUME)
        .withMountPath(IssuerFiles.DIRECTORY)
        .withReadOnly(true)
        .endVolumeMount()
        .addNewVolumeMount()
        .withName(TMP)
        .withMountPath("/tmp")
        .endVolumeMount()
        .build();
  }

  /** TLS needs no word, so that pods of a version before need not be replaced. */
  private static List<EnvVar> tlsSwitch(TlsSource source) {
    return source.port() == ClientPort.HTTP
        ? List.of(new EnvVar(TLS_SWITCH, "false", null))
        : List.of();
  }

  /**
   * Room for the process as it was measured under load. No CPU: a limit would slow signing down,
   * and what to request depends on the traffic, which the user knows.
   */
  private static ResourceRequirements defaultResources() {
    return new ResourceRequirementsBuilder()
        .addToRequests("memory", new Quantity("128Mi"))
        .addToLimits("memory", new Quantity("256Mi"))
        .build();
  }

  private static Probe probe(String path, int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withPort(new IntOrString(MANAGEMENT))
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(2)
        .withFailureThreshold(failures)
        .build();
  }

  private static TopologySpreadConstraint spread(String topologyKey, IssuerSettings settings) {
    return new TopologySpreadConstraintBuilder()
        .withTopologyKey(topologyKey)
        .withMaxSkew(1)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withMatchLabelKeys(List.of("pod-template-hash"))
        .withLabelSelector(
            new LabelSelectorBuilder().withMatchLabels(settings.podSelector()).build())
        .build();
  }
}
