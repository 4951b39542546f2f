package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.api.config.BaseConfigurationService;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSourceStartPriority;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.jotgate.api.v1alpha1.JwtIssuer;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class JwtIssuerEventSourcesTest {
  /** Watches start side by side: one that maps by another that has not started would fail. */
  @Test
  void consumersAreLoadedBeforeTheWatchesThatAreMappedByThem() {
    try (KubernetesClient client =
        new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
      List<String> first =
          JwtIssuerEventSources.prepare(
                  new EventSourceContext<>(
                      cache(),
                      new BaseConfigurationService().getConfigurationFor(new Nothing()),
                      client,
                      JwtIssuer.class))
              .stream()
              .filter(each -> each.priority() == EventSourceStartPriority.RESOURCE_STATE_LOADER)
              .map(EventSource::name)
              .toList();

      assertEquals(List.of("consumers"), first);
    }
  }

  /** Nothing is read from it before a watch starts. */
  @SuppressWarnings("unchecked")
  private static IndexerResourceCache<JwtIssuer> cache() {
    return (IndexerResourceCache<JwtIssuer>)
        Proxy.newProxyInstance(
            IndexerResourceCache.class.getClassLoader(),
            new Class<?>[] {IndexerResourceCache.class},
            (proxy, method, arguments) -> null);
  }

  private static final class Nothing implements Reconciler<JwtIssuer> {
    @Override
    public UpdateControl<JwtIssuer> reconcile(JwtIssuer issuer, Context<JwtIssuer> context) {
      return UpdateControl.noUpdate();
    }
  }
}
