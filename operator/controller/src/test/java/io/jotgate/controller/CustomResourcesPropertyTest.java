package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.TokenRevocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the schema of a CRD admits, the operator can read: an object that it could not read
 * would stop the informer of its kind.
 *
 * <p>The generator keeps types, enums, bounds and required members of the committed schema and
 * ignores patterns and rules, so it makes more than the API server would admit. Unknown members and
 * unknown constants, as the next version of a CRD may bring them, are mixed in.
 */
class CustomResourcesPropertyTest {
  private static final int OBJECTS = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization OPERATOR = OperatorClient.serialization();

  @ParameterizedTest
  @ValueSource(
      classes = {ApiConsumer.class, JwtIssuer.class, ProtectedRoute.class, TokenRevocation.class})
  void readsEveryObjectThatTheSchemaAdmits(Class<? extends CustomResource<?, ?>> kind)
      throws IOException {
    JsonNode schema = schemaOf(kind);
    for (int seed = 0; seed < OBJECTS; seed++) {
      JsonNode object = new SchemaSampler(new Random(seed)).sample(schema);
      String text = JSON.writeValueAsString(object);
      try {
        CustomResource<?, ?> read = OPERATOR.unmarshal(text, kind);
        assertEquals(object.path("spec").isMissingNode(), read.getSpec() == null, "seed " + seed);
        assertNotNull(OPERATOR.asJson(read), "seed " + seed);
      } catch (RuntimeException e) {
        fail("seed " + seed + " made an object that the operator cannot read: " + text, e);
      }
    }
  }

  private static JsonNode schemaOf(Class<? extends CustomResource<?, ?>> kind) throws IOException {
    String file = CustomResource.getCRDName(kind) + ".yaml";
    String yaml = Files.readString(Path.of("..", "..", "crds", file));
    JsonNode crd = Serialization.unmarshal(yaml, JsonNode.class);
    return crd.at("/spec/versions/0/schema/openAPIV3Schema");
  }
}
