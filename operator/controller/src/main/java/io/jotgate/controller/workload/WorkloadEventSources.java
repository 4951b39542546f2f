package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSourceStartPriority;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.controller.attachment.RouteIndex;
import io.jotgate.controller.consent.IssuerReferences;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.resource.Pods;
import io.jotgate.controller.revocation.RevocationIndex;
import io.jotgate.controller.revocation.RevokedContent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the policy of a workload depends on, watched. */
record WorkloadEventSources(
    InformerEventSource<ProtectedRoute, ConfigMap> routes,
    InformerEventSource<JwtIssuer, ConfigMap> issuers,
    InformerEventSource<ConfigMap, ConfigMap> jwks,
    InformerEventSource<TokenRevocation, ConfigMap> revocations,
    InformerEventSource<ConfigMap, ConfigMap> trust,
    InformerEventSource<NetworkPolicy, ConfigMap> networkPolicies,
    InformerEventSource<Pod, ConfigMap> pods,
    InformerEventSource<Service, ConfigMap> services,
    InformerEventSource<Deployment, ConfigMap> deployments,
    InformerEventSource<StatefulSet, ConfigMap> statefulSets,
    InformerEventSource<DaemonSet, ConfigMap> daemonSets) {
  private static final String BY_ISSUER = "by-issuer";

  static WorkloadEventSources create(EventSourceContext<ConfigMap> context) {
    InformerEventSource<ProtectedRoute, ConfigMap> routes =
        source(context, configure(ProtectedRoute.class, "routes", WorkloadEventSources::policyOf));
    // Others are mapped by it, also while they start: it has to be loaded before them.
    routes.setEventSourcePriority(EventSourceStartPriority.RESOURCE_STATE_LOADER);
    routes.addIndexers(
        Map.of(
            RouteIndex.BY_WORKLOAD,
            RouteIndex::workloadKeys,
            BY_ISSUER,
            WorkloadEventSources::issuerKeys));
    InformerEventSource<TokenRevocation, ConfigMap> revocations =
        source(context, watchedRevocations(routes));
    revocations.addIndexers(Map.of(RevocationIndex.BY_ISSUER, RevocationIndex::keys));
    return new WorkloadEventSources(
        routes,
        source(
            context,
            configure(
                JwtIssuer.class,
                "issuers",
                issuer -> policiesTrusting(routes, issuer, Metadata.name(issuer)))),
        source(context, watchedJwks(routes)),
        revocations,
        source(context, ours(ConfigMap.class, "trust", JotgateLabels.TRUST)),
        source(
            context,
            configure(
                    NetworkPolicy.class,
                    "network-policies",
                    each -> byLabel(each, JotgateLabels.WORKLOAD))
                .withLabelSelector(JotgateLabels.selectorOf(JotgateLabels.WORKLOAD))),
        source(context, watchedPods()),
        source(context, watchedServices(context)),
        source(context, workloads(context, Deployment.class, "deployments")),
        source(context, workloads(context, StatefulSet.class, "statefulsets")),
        source(context, workloads(context, DaemonSet.class, "daemonsets")));
  }

  List<EventSource<?, ConfigMap>> all() {
    return List.of(
        routes,
        issuers,
        jwks,
        revocations,
        trust,
        networkPolicies,
        pods,
        services,
        deployments,
        statefulSets,
        daemonSets);
  }

  private static <R extends HasMetadata> InformerEventSource<R, ConfigMap> source(
      EventSourceContext<ConfigMap> context, InformerEventSourceConfiguration.Builder<R> builder) {
    return new InformerEventSource<>(builder.build(), context);
  }

  private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> configure(
      Class<R> type, String name, SecondaryToPrimaryMapper<R> mapper) {
    return InformerEventSourceConfiguration.from(type, ConfigMap.class)
        .withName(name)
        .withSecondaryToPrimaryMapper(mapper);
  }

  private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> ours(
      Class<R> type, String name, String documents) {
    return configure(type, name, each -> byLabel(each, JotgateLabels.WORKLOAD))
        .withLabelSelector(JotgateLabels.selectorOf(JotgateLabels.DOCUMENTS, documents));
  }

  private static InformerEventSourceConfiguration.Builder<ConfigMap> watchedJwks(
      InformerEventSource<ProtectedRoute, ConfigMap> routes) {
    return configure(
            ConfigMap.class,
            "jwks",
            each ->
                Metadata.label(each, JotgateLabels.ISSUER)
                    .filter(issuer -> ObjectNames.jwks(issuer).equals(Metadata.name(each)))
                    .map(issuer -> policiesTrusting(routes, each, issuer))
                    .orElse(Set.of()))
        .withLabelSelector(JotgateLabels.selectorOf(JotgateLabels.ISSUER));
  }

  /** What it names never changes; that it has expired is said in its status. */
  private static InformerEventSourceConfiguration.Builder<TokenRevocation> watchedRevocations(
      InformerEventSource<ProtectedRoute, ConfigMap> routes) {
    return configure(
            TokenRevocation.class,
            "revocations",
            each -> policiesTrusting(routes, each, RevokedContent.issuer(each)))
        .withOnUpdateFilter(
            (next, before) ->
                Metadata.generation(next) != Metadata.generation(before)
                    || !Metadata.uid(next).equals(Metadata.uid(before))
                    || RevocationIndex.isExpired(next) != RevocationIndex.isExpired(before));
  }

  private static InformerEventSourceConfiguration.Builder<Pod> watchedPods() {
    OnUpdateFilter<Pod> matters =
        (next, before) ->
            Pods.isReady(next) != Pods.isReady(before)
                || SidecarAnswer.mayVerify(next) != SidecarAnswer.mayVerify(before)
                || Pods.hasEnded(next) != Pods.hasEnded(before)
                || Metadata.isBeingDeleted(next) != Metadata.isBeingDeleted(before)
                || !Pods.address(next).equals(Pods.address(before))
                || !Metadata.labels(next).equals(Metadata.labels(before));
    return configure(Pod.class, "pods", each -> byLabel(each, JotgateLabels.SIDECAR))
        .withLabelSelector(JotgateLabels.SIDECAR)
        .withOnUpdateFilter(matters);
  }

  private static InformerEventSourceConfiguration.Builder<Service> watchedServices(
      EventSourceContext<ConfigMap> context) {
    return configure(
            Service.class,
            "services",
            service ->
                context
                    .getPrimaryCache()
                    .list(Metadata.namespace(service), each -> true)
                    .map(ResourceID::fromResource)
                    .collect(Collectors.toUnmodifiableSet()))
        .withOnUpdateFilter((next, before) -> !Objects.equals(next.getSpec(), before.getSpec()));
  }

  private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> workloads(
      EventSourceContext<ConfigMap> context, Class<R> type, String name) {
    return configure(
        type,
        name,
        each -> {
          var policy =
              new ResourceID(ObjectNames.policy(Metadata.name(each)), Metadata.namespace(each));
          return context.getPrimaryCache().get(policy).isPresent() ? Set.of(policy) : Set.of();
        });
  }

  private static Set<ResourceID> policyOf(ProtectedRoute route) {
    return RouteIndex.reference(route)
        .map(
            ref ->
                Set.of(new ResourceID(ObjectNames.policy(ref.name()), Metadata.namespace(route))))
        .orElse(Set.of());
  }

  private static Set<ResourceID> policiesTrusting(
      InformerEventSource<ProtectedRoute, ConfigMap> routes, HasMetadata where, String issuer) {
    return routes.byIndex(BY_ISSUER, issuerKey(Metadata.namespace(where), issuer)).stream()
        .flatMap(route -> policyOf(route).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<ResourceID> byLabel(HasMetadata object, String label) {
    return Optional.of(object)
        .flatMap(each -> Metadata.label(each, label))
        .map(name -> Set.of(new ResourceID(ObjectNames.policy(name), Metadata.namespace(object))))
        .orElse(Set.of());
  }

  private static List<String> issuerKeys(ProtectedRoute route) {
    return IssuerReferences.of(route).stream()
        .map(issuer -> issuerKey(Metadata.namespace(route), issuer))
        .toList();
  }

  private static String issuerKey(String namespace, String issuer) {
    return namespace + "/" + issuer;
  }
}
