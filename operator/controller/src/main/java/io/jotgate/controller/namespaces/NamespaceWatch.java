package io.jotgate.controller.namespaces;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.controller.resource.Metadata;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Watches the Namespaces whose resources the operator acts on, for their labels, and no others: one
 * by one, unless it acts on all.
 */
public final class NamespaceWatch {
  private static final String ALL = "namespaces";

  private NamespaceWatch() {}

  /**
   * The watches of a controller.
   *
   * @param mapper which primaries a change of labels matters to
   */
  public static <P extends HasMetadata> List<EventSource<?, P>> prepare(
      EventSourceContext<P> context, SecondaryToPrimaryMapper<Namespace> mapper) {
    if (watchesAll(context.getControllerConfiguration())) {
      return List.of(source(context, ALL, mapper, each -> each));
    }
    return context.getControllerConfiguration().getInformerConfig().getNamespaces().stream()
        .sorted()
        .<EventSource<?, P>>map(
            name ->
                source(
                    context,
                    sourceName(name),
                    mapper,
                    each ->
                        each.withFieldSelector(
                            new FieldSelectorBuilder().withField("metadata.name", name).build())))
        .toList();
  }

  /** Labels of a namespace; none if it is not there or not watched. */
  public static <P extends HasMetadata> Map<String, String> labels(
      Context<P> context, String namespace) {
    ControllerConfiguration<P> controller = context.getControllerConfiguration();
    if (!watchesAll(controller)
        && !controller.getInformerConfig().getNamespaces().contains(namespace)) {
      return Map.of();
    }
    var source =
        (InformerEventSource<Namespace, P>)
            context
                .eventSourceRetriever()
                .getEventSourceFor(
                    Namespace.class, watchesAll(controller) ? ALL : sourceName(namespace));
    return source.get(new ResourceID(namespace)).map(Metadata::labels).orElse(Map.of());
  }

  private static <P extends HasMetadata> EventSource<Namespace, P> source(
      EventSourceContext<P> context,
      String name,
      SecondaryToPrimaryMapper<Namespace> mapper,
      UnaryOperator<InformerEventSourceConfiguration.Builder<Namespace>> narrowed) {
    return new InformerEventSource<>(
        narrowed
            .apply(
                InformerEventSourceConfiguration.from(
                        Namespace.class, context.getPrimaryResourceClass())
                    .withName(name)
                    .withWatchAllNamespaces()
                    .withSecondaryToPrimaryMapper(mapper)
                    .withOnUpdateFilter(
                        (next, before) -> !Metadata.labels(next).equals(Metadata.labels(before))))
            .build(),
        context);
  }

  private static boolean watchesAll(ControllerConfiguration<?> controller) {
    return controller.getInformerConfig().watchAllNamespaces();
  }

  private static String sourceName(String namespace) {
    return "namespace-" + namespace;
  }
}
