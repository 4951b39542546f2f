package io.jotgate.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.metrics.KeyMetrics;
import io.jotgate.controller.metrics.OperatorMetrics;
import io.jotgate.controller.metrics.OperatorMetrics.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells our metrics what the framework does. */
record ReconcileMetrics(OperatorMetrics metrics) implements Metrics {
  private static final GroupVersionKind ISSUER = GroupVersionKind.gvkFor(JwtIssuer.class);

  @Override
  public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
    metrics.running().started(id(resource));
  }

  @Override
  public void reconciliationFinished(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    metrics.running().finished(id(resource));
  }

  @Override
  public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
    metrics.reconciled(resource.getKind(), Outcome.SUCCESS);
  }

  @Override
  public void reconciliationFailed(
      HasMetadata resource,
      @Nullable RetryInfo retry,
      Exception failure,
      Map<String, Object> metadata) {
    metrics.reconciled(resource.getKind(), Outcome.FAILURE);
  }

  private static String id(HasMetadata resource) {
    return String.join(
        "/",
        resource.getKind(),
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName());
  }

  /** The resource is deleted: without a finalizer no reconcile hears of it. */
  @Override
  public void cleanupDone(ResourceID resource, Map<String, Object> metadata) {
    if (ISSUER.equals(metadata.get(Constants.RESOURCE_GVK_KEY))) {
      metrics
          .keys()
          .forget(new KeyMetrics.Issuer(resource.getNamespace().orElse(""), resource.getName()));
    }
  }
}
