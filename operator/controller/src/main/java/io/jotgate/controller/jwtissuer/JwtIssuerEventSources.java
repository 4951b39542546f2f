package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSourceStartPriority;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.consent.IssuerReferences;
import io.jotgate.controller.namespaces.NamespaceWatch;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a JwtIssuer depends on, watched, and read from the caches of the watches. */
final class JwtIssuerEventSources {
  private static final String CONSUMERS = "consumers";
  private static final String VERIFIERS = "consumer-secrets";
  private static final String ROUTES = "routes";
  private static final String BROUGHT_SECRETS = "brought-secrets";
  private static final String BY_SECRET = "by-secret";

  /** Kinds of objects that an issuer owns, each watched by the label that names the issuer. */
  private static final List<Class<? extends HasMetadata>> OWN =
      List.of(
          ConfigMap.class,
          Deployment.class,
          NetworkPolicy.class,
          Pod.class,
          PodDisruptionBudget.class,
          Secret.class,
          Service.class,
          ServiceAccount.class);

  private JwtIssuerEventSources() {}

  static List<EventSource<?, JwtIssuer>> prepare(EventSourceContext<JwtIssuer> context) {
    InformerEventSource<ApiConsumer, JwtIssuer> consumers =
        watch(context, ApiConsumer.class, CONSUMERS, "", JwtIssuerEventSources::issuersOf);
    // Others are mapped by it, also while they start: it has to be loaded before them.
    consumers.setEventSourcePriority(EventSourceStartPriority.RESOURCE_STATE_LOADER);
    context.getPrimaryCache().addIndexers(Map.of(BY_SECRET, JwtIssuerEventSources::secretKeys));
    List<EventSource<?, JwtIssuer>> sources = new ArrayList<>();
    sources.add(consumers);
    sources.add(
        watch(
            context,
            Secret.class,
            VERIFIERS,
            JotgateLabels.selectorOf(JotgateLabels.CONSUMER),
            secret -> issuersOfConsumer(secret, consumers)));
    sources.add(
        watch(
            context,
            ProtectedRoute.class,
            ROUTES,
            "",
            route -> issuers(route, IssuerReferences.of(route))));
    sources.add(
        watch(
            context,
            Secret.class,
            BROUGHT_SECRETS,
            JotgateLabels.WATCH + "=true",
            secret -> issuersNaming(secret, context)));
    sources.addAll(
        NamespaceWatch.prepare(
            context,
            namespace ->
                consumers
                    .list(Metadata.name(namespace), each -> true)
                    .flatMap(each -> issuersOf(each).stream())
                    .collect(Collectors.toUnmodifiableSet())));
    OWN.forEach(type -> sources.add(own(context, type)));
    return sources;
  }

  /** The watch on one kind of the issuer's own objects. */
  static <R extends HasMetadata> InformerEventSource<R, JwtIssuer> own(
      Context<JwtIssuer> context, Class<R> type) {
    return source(context, type, ownName(type));
  }

  /** The consumers that name the issuer. */
  static Set<ApiConsumer> consumers(Context<JwtIssuer> context, JwtIssuer issuer) {
    return source(context, ApiConsumer.class, CONSUMERS).getSecondaryResources(issuer);
  }

  /** A Secret that a user brings, if it carries the label that lets the operator read it. */
  static Optional<Secret> broughtSecret(Context<JwtIssuer> context, String namespace, String name) {
    return source(context, Secret.class, BROUGHT_SECRETS).get(new ResourceID(name, namespace));
  }

  /** A Secret of a consumer. */
  static Optional<Secret> consumerSecret(
      Context<JwtIssuer> context, String namespace, String name) {
    return source(context, Secret.class, VERIFIERS).get(new ResourceID(name, namespace));
  }

  private static <R extends HasMetadata> EventSource<?, JwtIssuer> own(
      EventSourceContext<JwtIssuer> context, Class<R> type) {
    return watch(
        context,
        type,
        ownName(type),
        JotgateLabels.selectorOf(JotgateLabels.ISSUER),
        object ->
            Metadata.label(object, JotgateLabels.ISSUER)
                .map(issuer -> issuers(object, List.of(issuer)))
                .orElse(Set.of()));
  }

  private static <R extends HasMetadata> InformerEventSource<R, JwtIssuer> watch(
      EventSourceContext<JwtIssuer> context,
      Class<R> type,
      String name,
      String labelSelector,
      SecondaryToPrimaryMapper<R> mapper) {
    InformerEventSourceConfiguration.Builder<R> configuration =
        InformerEventSourceConfiguration.from(type, JwtIssuer.class)
            .withName(name)
            .withSecondaryToPrimaryMapper(mapper);
    if (!labelSelector.isEmpty()) {
      configuration.withLabelSelector(labelSelector);
    }
    return new InformerEventSource<>(configuration.build(), context);
  }

  private static Set<ResourceID> issuersOfConsumer(
      Secret secret, InformerEventSource<ApiConsumer, JwtIssuer> consumers) {
    return Metadata.label(secret, JotgateLabels.CONSUMER)
        .flatMap(name -> consumers.get(new ResourceID(name, Metadata.namespace(secret))))
        .map(JwtIssuerEventSources::issuersOf)
        .orElse(Set.of());
  }

  private static Set<ResourceID> issuersOf(ApiConsumer consumer) {
    return IssuerReferences.of(consumer).stream()
        .map(issuer -> new ResourceID(issuer.name(), issuer.namespace()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<ResourceID> issuersNaming(
      Secret secret, EventSourceContext<JwtIssuer> context) {
    return context
        .getPrimaryCache()
        .byIndex(BY_SECRET, secretKey(Metadata.namespace(secret), Metadata.name(secret)))
        .stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> secretKeys(JwtIssuer issuer) {
    return TlsSource.wantedBy(issuer) instanceof TlsSource.Brought(String secret)
        ? List.of(secretKey(Metadata.namespace(issuer), secret))
        : List.of();
  }

  private static String secretKey(String namespace, String secret) {
    return namespace + "/" + secret;
  }

  private static Set<ResourceID> issuers(HasMetadata inNamespace, List<String> names) {
    String namespace = Metadata.namespace(inNamespace);
    return names.stream()
        .map(name -> new ResourceID(name, namespace))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String ownName(Class<?> type) {
    return "own-" + type.getSimpleName();
  }

  private static <R extends HasMetadata> InformerEventSource<R, JwtIssuer> source(
      Context<JwtIssuer> context, Class<R> type, String name) {
    return (InformerEventSource<R, JwtIssuer>)
        context.eventSourceRetriever().getEventSourceFor(type, name);
  }
}
