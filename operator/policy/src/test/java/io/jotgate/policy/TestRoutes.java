package io.jotgate.policy;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Routes as users write them. */
public final class TestRoutes {
  private TestRoutes() {}

  /** The route of the quickstart in front of another port. */
  public static ProtectedRoute quickstart(int upstreamPort) {
    return parse(
        resource("/goldens/quickstart/in-route.yaml")
            .replace("upstreamPort: 8080", "upstreamPort: " + upstreamPort));
  }

  /**
   * A route of issuer {@code login}, or of others when {@code spec} says so.
   *
   * @param spec members of the spec beside {@code enforcement}, in YAML without indentation
   */
  public static ProtectedRoute route(String name, int upstreamPort, String spec) {
    String issuers = spec.contains("issuerRefs:") ? "" : "issuerRefs: [{name: login}]\n";
    return parse(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ProtectedRoute
        metadata: {name: %s, namespace: shop}
        spec:
          enforcement: {envoySidecar: {workloadRef: {kind: Deployment, name: orders}, upstreamPort: %d}}
        %s"""
            .formatted(name, upstreamPort, (issuers + spec).indent(2)));
  }

  public static ProtectedRoute parse(String yaml) {
    return Serialization.unmarshal(yaml, ProtectedRoute.class);
  }

  public static String resource(String name) {
    try (InputStream file = TestRoutes.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
