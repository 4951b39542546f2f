package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.resource.AppliedState;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.Metadata;
import java.util.Optional;

/**
 * Applies the objects of a token service that we fully own, each only if it is not yet as wanted.
 *
 * <p>Server-side apply takes over what it finds, so an object that the cache does not know is
 * looked up first: a foreign one is never touched.
 */
final class IssuerApplier {
  private final GuardedObjects objects;
  private final AppliedState applied;
  private final IssuerPlatform platform;

  IssuerApplier(GuardedObjects objects, AppliedState applied, IssuerPlatform platform) {
    this.objects = objects;
    this.applied = applied;
    this.platform = platform;
  }

  /**
   * Applies everything, what pods read before the pods.
   *
   * @param credentials the desired credentials
   * @throws io.jotgate.controller.resource.ForeignObjectException if one of the names is taken
   */
  void apply(IssuerSettings settings, Secret credentials, Context<JwtIssuer> context) {
    applyCredentials(settings, credentials, context);
    apply(settings, ConfigMap.class, IssuerObjects.config(settings), context);
    apply(settings, ServiceAccount.class, IssuerObjects.serviceAccount(settings), context);
    apply(settings, NetworkPolicy.class, IssuerNetwork.policy(settings, platform), context);
    apply(settings, Service.class, IssuerNetwork.service(settings), context);
    apply(settings, PodDisruptionBudget.class, IssuerObjects.disruptionBudget(settings), context);
    apply(settings, Deployment.class, IssuerDeployment.desired(settings, platform), context);
  }

  /**
   * Applies the credentials alone, so that nothing that is wrong with the rest keeps a consumer in.
   *
   * @throws io.jotgate.controller.resource.ForeignObjectException if their name is taken
   */
  void applyCredentials(IssuerSettings settings, Secret credentials, Context<JwtIssuer> context) {
    apply(settings, Secret.class, credentials, context);
  }

  /**
   * Applies what is known of the use of credentials.
   *
   * @throws io.jotgate.controller.resource.ForeignObjectException if its name is taken
   */
  void applyUsage(IssuerSettings settings, ConfigMap usage, Context<JwtIssuer> context) {
    apply(settings, ConfigMap.class, usage, context);
  }

  private <R extends HasMetadata> void apply(
      IssuerSettings settings, Class<R> type, R desired, Context<JwtIssuer> context) {
    R stamped = applied.stamped(desired);
    InformerEventSource<R, JwtIssuer> cache = JwtIssuerEventSources.own(context, type);
    Optional<R> actual = cache.get(ResourceID.fromResource(stamped));
    if (actual.isEmpty()) {
      actual = objects.read(type, settings.namespace(), Metadata.name(stamped), settings.labels());
    }
    if (actual.filter(object -> applied.holds(stamped, object)).isEmpty()) {
      context.resourceOperations().serverSideApply(stamped, cache);
    }
  }
}
