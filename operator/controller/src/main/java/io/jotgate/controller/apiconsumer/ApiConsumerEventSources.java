package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.consent.IssuerId;
import io.jotgate.controller.consent.IssuerReferences;
import io.jotgate.controller.namespaces.NamespaceWatch;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an ApiConsumer depends on, watched, and read from the caches of the watches. */
final class ApiConsumerEventSources {
  private static final String OWN_SECRETS = "consumer-secrets";
  private static final String ISSUER_SECRETS = "issuer-secrets";
  private static final String ISSUERS = "issuers";
  private static final String USAGE = "usage";
  private static final String BROUGHT_SECRETS = "brought-secrets";
  private static final String BY_SECRET = "by-secret";
  private static final String BY_ISSUER = "by-issuer";
  private static final String BY_NAMESPACE_AND_ISSUER = "by-namespace-and-issuer";
  private static final String BY_NAMESPACE_OF_STRANGERS = "by-namespace-of-strangers";

  private ApiConsumerEventSources() {}

  static List<EventSource<?, ApiConsumer>> prepare(EventSourceContext<ApiConsumer> context) {
    context
        .getPrimaryCache()
        .addIndexers(
            Map.of(
                BY_ISSUER,
                ApiConsumerEventSources::issuerKeys,
                BY_NAMESPACE_AND_ISSUER,
                ApiConsumerEventSources::namespaceAndIssuerKeys,
                BY_NAMESPACE_OF_STRANGERS,
                ApiConsumerEventSources::namespacesOfStrangers,
                BY_SECRET,
                ApiConsumerEventSources::secretKeys));
    List<EventSource<?, ApiConsumer>> sources = new ArrayList<>();
    sources.add(ownSecrets(context));
    sources.add(broughtSecrets(context));
    sources.add(issuerSecrets(context));
    sources.add(issuers(context));
    sources.add(usage(context));
    sources.addAll(
        NamespaceWatch.prepare(
            context, namespace -> strangersOf(context, Metadata.name(namespace))));
    return sources;
  }

  /** The consumer's own Secrets, by label. */
  static InformerEventSource<Secret, ApiConsumer> ownSecrets(Context<ApiConsumer> context) {
    return source(context, Secret.class, OWN_SECRETS);
  }

  /** A Secret that a user brings, if it carries the label that lets the operator read it. */
  static Optional<Secret> broughtSecret(
      Context<ApiConsumer> context, String namespace, String name) {
    return source(context, Secret.class, BROUGHT_SECRETS).get(new ResourceID(name, namespace));
  }

  /** The consumers of a namespace that name an issuer. */
  static List<ApiConsumer> neighbours(
      Context<ApiConsumer> context, String namespace, IssuerId issuer) {
    return context.getPrimaryCache().byIndex(BY_NAMESPACE_AND_ISSUER, key(namespace, issuer));
  }

  /** A Secret of an issuer. */
  static Optional<Secret> issuerSecret(
      Context<ApiConsumer> context, String namespace, String name) {
    return source(context, Secret.class, ISSUER_SECRETS).get(new ResourceID(name, namespace));
  }

  /** When credentials of an issuer were last used, by their ids. */
  static Map<String, String> usage(Context<ApiConsumer> context, IssuerId id) {
    return source(context, ConfigMap.class, USAGE)
        .get(new ResourceID(ObjectNames.usage(id.name()), id.namespace()))
        .map(Data::all)
        .orElse(Map.of());
  }

  /** An issuer. */
  static Optional<JwtIssuer> issuer(Context<ApiConsumer> context, IssuerId id) {
    return source(context, JwtIssuer.class, ISSUERS).get(new ResourceID(id.name(), id.namespace()));
  }

  private static EventSource<?, ApiConsumer> ownSecrets(EventSourceContext<ApiConsumer> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Secret.class, ApiConsumer.class)
            .withName(OWN_SECRETS)
            .withLabelSelector(JotgateLabels.selectorOf(JotgateLabels.CONSUMER))
            .withSecondaryToPrimaryMapper(ApiConsumerEventSources::consumerOf)
            .build(),
        context);
  }

  private static EventSource<?, ApiConsumer> broughtSecrets(
      EventSourceContext<ApiConsumer> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Secret.class, ApiConsumer.class)
            .withName(BROUGHT_SECRETS)
            .withLabelSelector(JotgateLabels.WATCH + "=true")
            .withSecondaryToPrimaryMapper(
                secret -> indexed(context, BY_SECRET, secret, Metadata.name(secret)))
            .build(),
        context);
  }

  private static EventSource<?, ApiConsumer> issuerSecrets(
      EventSourceContext<ApiConsumer> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Secret.class, ApiConsumer.class)
            .withName(ISSUER_SECRETS)
            .withLabelSelector(JotgateLabels.selectorOf(JotgateLabels.ISSUER))
            .withSecondaryToPrimaryMapper(
                secret ->
                    Metadata.label(secret, JotgateLabels.ISSUER)
                        .map(issuer -> consumersOf(context, secret, issuer))
                        .orElse(Set.of()))
            .build(),
        context);
  }

  private static EventSource<?, ApiConsumer> issuers(EventSourceContext<ApiConsumer> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(JwtIssuer.class, ApiConsumer.class)
            .withName(ISSUERS)
            .withSecondaryToPrimaryMapper(
                issuer -> consumersOf(context, issuer, Metadata.name(issuer)))
            .build(),
        context);
  }

  private static EventSource<?, ApiConsumer> usage(EventSourceContext<ApiConsumer> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(ConfigMap.class, ApiConsumer.class)
            .withName(USAGE)
            .withLabelSelector(
                JotgateLabels.selectorOf(JotgateLabels.DOCUMENTS, JotgateLabels.USAGE))
            .withSecondaryToPrimaryMapper(
                usage ->
                    Metadata.label(usage, JotgateLabels.ISSUER)
                        .map(issuer -> consumersOf(context, usage, issuer))
                        .orElse(Set.of()))
            .build(),
        context);
  }

  private static Set<ResourceID> consumerOf(Secret secret) {
    return Metadata.label(secret, JotgateLabels.CONSUMER)
        .map(consumer -> Set.of(new ResourceID(consumer, Metadata.namespace(secret))))
        .orElse(Set.of());
  }

  private static Set<ResourceID> consumersOf(
      EventSourceContext<ApiConsumer> context, HasMetadata inNamespace, String issuer) {
    return indexed(context, BY_ISSUER, inNamespace, issuer);
  }

  private static Set<ResourceID> indexed(
      EventSourceContext<ApiConsumer> context, String index, HasMetadata inNamespace, String name) {
    return context
        .getPrimaryCache()
        .byIndex(index, key(Metadata.namespace(inNamespace), name))
        .stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> secretKeys(ApiConsumer consumer) {
    return WantedCredential.of(consumer).stream()
        .flatMap(
            wanted ->
                switch (wanted) {
                  case WantedCredential.KeySecret key -> Stream.of(key.secret());
                  case WantedCredential.PasswordSecret password -> Stream.of(password.secret());
                  case WantedCredential.Generated generated -> Stream.empty();
                  case WantedCredential.KeyHash hash -> Stream.empty();
                  case WantedCredential.PasswordText hash -> Stream.empty();
                  case WantedCredential.PublicKeys keys -> Stream.empty();
                  case WantedCredential.Unknown unknown -> Stream.empty();
                })
        .map(name -> key(Metadata.namespace(consumer), name))
        .toList();
  }

  private static List<String> issuerKeys(ApiConsumer consumer) {
    return IssuerReferences.of(consumer).stream()
        .map(issuer -> key(issuer.namespace(), issuer.name()))
        .toList();
  }

  private static List<String> namespaceAndIssuerKeys(ApiConsumer consumer) {
    return IssuerReferences.of(consumer).stream()
        .map(issuer -> key(Metadata.namespace(consumer), issuer))
        .toList();
  }

  private static List<String> namespacesOfStrangers(ApiConsumer consumer) {
    String home = Metadata.namespace(consumer);
    return IssuerReferences.of(consumer).stream()
            .anyMatch(issuer -> !issuer.namespace().equals(home))
        ? List.of(home)
        : List.of();
  }

  /** Consumers of a namespace whose labels may decide what they get. */
  private static Set<ResourceID> strangersOf(
      EventSourceContext<ApiConsumer> context, String namespace) {
    return context.getPrimaryCache().byIndex(BY_NAMESPACE_OF_STRANGERS, namespace).stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String key(String namespace, IssuerId issuer) {
    return namespace + " " + issuer.namespace() + "/" + issuer.name();
  }

  private static String key(String namespace, String issuer) {
    return namespace + "/" + issuer;
  }

  private static <R extends HasMetadata> InformerEventSource<R, ApiConsumer> source(
      Context<ApiConsumer> context, Class<R> type, String name) {
    return (InformerEventSource<R, ApiConsumer>)
        context.eventSourceRetriever().getEventSourceFor(type, name);
  }
}
