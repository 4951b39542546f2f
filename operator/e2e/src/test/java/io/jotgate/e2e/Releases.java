package io.jotgate.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Settings of a release of the chart beside others on the same cluster. */
final class Releases {
  private Releases() {}

  /** Watches one namespace; leaves the CRDs to another release where one has installed them. */
  static List<String> settings(KubernetesClient client, String namespace) {
    boolean install =
        client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("jwtissuers.jotgate.io")
                .get()
            == null;
    return List.of("watch.namespaces={" + namespace + "}", "crds.install=" + install);
  }
}
