package io.jotgate.controller.tokenrevocation;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.consent.IssuerReferences;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.revocation.RevocationIndex;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the status of a revocation depends on, watched. */
record TokenRevocationEventSources(
    InformerEventSource<JwtIssuer, TokenRevocation> issuers,
    InformerEventSource<ConfigMap, TokenRevocation> jwks,
    InformerEventSource<ProtectedRoute, TokenRevocation> routes,
    SimpleInboundEventSource<TokenRevocation> reported) {
  /** Name of the index of routes by issuer. */
  static final String ROUTES_BY_ISSUER = "by-issuer";

  static TokenRevocationEventSources create(
      EventSourceContext<TokenRevocation> context, WorkloadReports reports) {
    context.getPrimaryCache().addIndexers(Map.of(RevocationIndex.BY_ISSUER, RevocationIndex::keys));
    var reported = new SimpleInboundEventSource<TokenRevocation>("reports");
    reports.listen(
        key -> revocationsIn(context, key.namespace()).forEach(reported::propagateEvent));
    InformerEventSource<ProtectedRoute, TokenRevocation> routes =
        new InformerEventSource<>(
            configuration(
                    ProtectedRoute.class,
                    "routes",
                    route ->
                        IssuerReferences.of(route).stream()
                            .flatMap(issuer -> revocationsOf(context, route, issuer).stream())
                            .collect(Collectors.toUnmodifiableSet()))
                .build(),
            context);
    routes.addIndexers(
        Map.of(
            ROUTES_BY_ISSUER,
            route ->
                IssuerReferences.of(route).stream()
                    .map(issuer -> RevocationIndex.key(Metadata.namespace(route), issuer))
                    .toList()));
    return new TokenRevocationEventSources(
        new InformerEventSource<>(
            configuration(
                    JwtIssuer.class,
                    "issuers",
                    issuer -> revocationsOf(context, issuer, Metadata.name(issuer)))
                .withOnUpdateFilter(
                    (next, before) ->
                        Metadata.generation(next) != Metadata.generation(before)
                            || Metadata.isBeingDeleted(next) != Metadata.isBeingDeleted(before))
                .build(),
            context),
        new InformerEventSource<>(
            configuration(
                    ConfigMap.class,
                    "jwks",
                    each ->
                        Metadata.label(each, JotgateLabels.ISSUER)
                            .filter(issuer -> ObjectNames.jwks(issuer).equals(Metadata.name(each)))
                            .map(issuer -> revocationsOf(context, each, issuer))
                            .orElse(Set.of()))
                .withLabelSelector(JotgateLabels.selectorOf(JotgateLabels.ISSUER))
                .build(),
            context),
        routes,
        reported);
  }

  List<EventSource<?, TokenRevocation>> all() {
    return List.of(issuers, jwks, routes, reported);
  }

  private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> configuration(
      Class<R> type, String name, SecondaryToPrimaryMapper<R> mapper) {
    return InformerEventSourceConfiguration.from(type, TokenRevocation.class)
        .withName(name)
        .withSecondaryToPrimaryMapper(mapper);
  }

  private static Set<ResourceID> revocationsOf(
      EventSourceContext<TokenRevocation> context, HasMetadata where, String issuer) {
    return context
        .getPrimaryCache()
        .byIndex(RevocationIndex.BY_ISSUER, RevocationIndex.key(Metadata.namespace(where), issuer))
        .stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<ResourceID> revocationsIn(
      EventSourceContext<TokenRevocation> context, String namespace) {
    return context
        .getPrimaryCache()
        .list(namespace, each -> !RevocationIndex.isExpired(each))
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }
}
