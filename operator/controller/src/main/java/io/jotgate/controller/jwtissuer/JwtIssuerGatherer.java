package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.consent.IssuerReferences;
import io.jotgate.controller.namespaces.NamespaceWatch;
import io.jotgate.controller.propagation.IssuerPropagation;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.resource.SecretLookup;
import io.jotgate.keys.KeyRing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a reconcile of an issuer needs. */
final class JwtIssuerGatherer {
  private final KubernetesClient client;
  private final IssuerPropagation propagation;

  JwtIssuerGatherer(KubernetesClient client, IssuerPropagation propagation) {
    this.client = client;
    this.propagation = propagation;
  }

  IssuerObservation gather(JwtIssuer issuer, Context<JwtIssuer> context) {
    String namespace = Metadata.namespace(issuer);
    List<ApiConsumer> consumers =
        JwtIssuerEventSources.consumers(context, issuer).stream()
            .sorted(Comparator.comparing(Metadata::namespace).thenComparing(Metadata::name))
            .toList();
    Map<ResourceID, Secret> verifiers = new HashMap<>();
    Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
    for (ApiConsumer consumer : consumers) {
      String home = Metadata.namespace(consumer);
      JwtIssuerEventSources.consumerSecret(
              context, home, ObjectNames.verifiers(Metadata.name(consumer)))
          .ifPresent(secret -> verifiers.put(ResourceID.fromResource(consumer), secret));
      namespaceLabels.computeIfAbsent(home, each -> NamespaceWatch.labels(context, each));
    }
    ResourceID credentials =
        new ResourceID(ObjectNames.credentials(Metadata.name(issuer)), namespace);
    List<Pod> pods = pods(issuer);
    return new IssuerObservation(
        issuer,
        propagation.ask(pods),
        routes(issuer),
        new Applicants(consumers, verifiers, namespaceLabels),
        JwtIssuerEventSources.own(context, Secret.class).get(credentials),
        JwtIssuerEventSources.own(context, Deployment.class)
            .get(new ResourceID(Metadata.name(issuer), namespace)),
        certificate(issuer, context),
        ClientPort.servedBy(pods),
        JwtIssuerEventSources.own(context, ConfigMap.class)
            .get(new ResourceID(ObjectNames.usage(Metadata.name(issuer)), namespace))
            .map(Data::all)
            .orElse(Map.of()));
  }

  /** The ring that the status repeats, read live: a cache may be behind. */
  Optional<KeyRing> recoveryCopy(JwtIssuer issuer) {
    return Optional.ofNullable(
            client
                .resources(JwtIssuer.class)
                .inNamespace(Metadata.namespace(issuer))
                .withName(Metadata.name(issuer))
                .get())
        .filter(live -> Metadata.uid(live).equals(Metadata.uid(issuer)))
        .flatMap(RecoveryCopy::in);
  }

  /** The cache holds labelled Secrets only; the API server tells why one is not among them. */
  private Optional<SecretLookup> certificate(JwtIssuer issuer, Context<JwtIssuer> context) {
    String namespace = Metadata.namespace(issuer);
    return TlsSource.wantedBy(issuer) instanceof TlsSource.Brought(String name)
        ? Optional.of(
            SecretLookup.of(
                JwtIssuerEventSources.broughtSecret(context, namespace, name)
                    .or(
                        () ->
                            Optional.ofNullable(
                                client.secrets().inNamespace(namespace).withName(name).get()))))
        : Optional.empty();
  }

  private List<Pod> pods(JwtIssuer issuer) {
    return client
        .pods()
        .inNamespace(Metadata.namespace(issuer))
        .withLabels(JotgateLabels.ofIssuerPod(Metadata.name(issuer)))
        .list()
        .getItems();
  }

  private List<ProtectedRoute> routes(JwtIssuer issuer) {
    String name = Metadata.name(issuer);
    return client
        .resources(ProtectedRoute.class)
        .inNamespace(Metadata.namespace(issuer))
        .list()
        .getItems()
        .stream()
        .filter(route -> IssuerReferences.of(route).contains(name))
        .filter(route -> !Metadata.isBeingDeleted(route))
        .toList();
  }
}
