package io.jotgate.controller;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.function.Consumer;

/**
 * The client of the API server, lenient in what it reads and quick to give up.
 *
 * <p>A field that a newer CRD added is ignored and an enum constant that this version does not know
 * reads as null: one object that did not deserialise would stop the informer of its whole kind.
 */
public final class OperatorClient {
  /**
   * How often a request that failed is repeated at once. The client's own default repeats for about
   * 20 s, or two minutes where nobody answers, and holds up the reconcile that long: for an event
   * that is a courtesy, or for the first of many pods. A failed reconcile is repeated anyway.
   */
  private static final int REPETITIONS = 3;

  private OperatorClient() {}

  /** Connects; the caller closes it. Limits the repetitions in {@code config}. */
  public static KubernetesClient connect(Config config) {
    return connect(config, serialization());
  }

  /**
   * Connects; the caller closes it.
   *
   * @param serialization what {@link #serialization} gave; it may serve several clients
   */
  static KubernetesClient connect(Config config, KubernetesSerialization serialization) {
    return connect(config, serialization, http -> {});
  }

  /**
   * Connects; the caller closes it.
   *
   * @param apiServerClock reads the time in each answer
   */
  static KubernetesClient connect(Config config, ApiServerClock apiServerClock) {
    return connect(
        config,
        serialization(),
        http -> http.addOrReplaceInterceptor(ApiServerClock.class.getName(), apiServerClock));
  }

  private static KubernetesClient connect(
      Config config, KubernetesSerialization serialization, Consumer<HttpClient.Builder> http) {
    config.setRequestRetryBackoffLimit(Math.min(REPETITIONS, config.getRequestRetryBackoffLimit()));
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(http)
        .withKubernetesSerialization(serialization)
        .build();
  }

  /** How objects are read and written. */
  static KubernetesSerialization serialization() {
    ObjectMapper mapper =
        new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
    return new KubernetesSerialization(mapper, true);
  }
}
