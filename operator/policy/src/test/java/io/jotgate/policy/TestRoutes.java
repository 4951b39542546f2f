package io.jotgate.policy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Routes as users write them. */
public final class TestRoutes {
  /** Reads as the operator does: an enum constant that it does not know is null. */
  private static final KubernetesSerialization SERIALIZATION =
      new KubernetesSerialization(
          JsonMapper.builder()
              .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
              .build(),
          true);

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
    return SERIALIZATION.unmarshal(yaml, ProtectedRoute.class);
  }

  public static ObjectMapper yaml() {
    return new YAMLMapper();
  }

  public static String resource(String name) {
    try (InputStream file = TestRoutes.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
