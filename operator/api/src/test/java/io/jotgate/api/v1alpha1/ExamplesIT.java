package io.jotgate.api.v1alpha1;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.testing.apiserver.ApiServer;
import io.jotgate.testing.apiserver.WithApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API server takes every manifest of every example, and knows each of its fields. */
@Tag("api")
@WithApiServer
class ExamplesIT {
  private static final Path EXAMPLES = Path.of("../../examples");
  private static final PatchContext STRICTLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("examples")
          .withForce(true)
          .withFieldValidation("Strict")
          .build();

  static List<Path> examples() throws IOException {
    try (Stream<Path> all = Files.list(EXAMPLES)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void takes(Path example, ApiServer server) throws IOException {
    List<Path> manifests = manifests(example);
    assertFalse(manifests.isEmpty(), "an example without a manifest");
    for (Path manifest : manifests) {
      for (String document : Arrays.asList(Files.readString(manifest).split("(?m)^---\n"))) {
        server
            .admin()
            .resource(
                server
                    .admin()
                    .getKubernetesSerialization()
                    .unmarshal(document, GenericKubernetesResource.class))
            .patch(STRICTLY);
      }
    }
  }

  private static List<Path> manifests(Path example) throws IOException {
    try (Stream<Path> all = Files.list(example)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
