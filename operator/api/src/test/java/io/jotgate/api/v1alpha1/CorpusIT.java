package io.jotgate.api.v1alpha1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
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

/**
 * The API server takes every {@code valid-*.yaml} of the corpus and refuses every {@code
 * invalid-*.yaml} with the message in its first line. A file with several documents is one object
 * and its later versions: only the last one is the case, the ones before it are taken.
 */
@Tag("api")
@WithApiServer
class CorpusIT {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");
  private static final String MESSAGE = "# refused: ";

  static Stream<Path> valid() throws IOException {
    return files("valid-");
  }

  static Stream<Path> invalid() throws IOException {
    return files("invalid-");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void takes(Path file, ApiServer server) throws IOException {
    List<String> versions = versions(file);
    String namespace = namespace(server, file);
    for (String version : versions) {
      apply(server.admin(), namespace, version);
    }
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refuses(Path file, ApiServer server) throws IOException {
    List<String> versions = versions(file);
    String namespace = namespace(server, file);
    for (String version : versions.subList(0, versions.size() - 1)) {
      apply(server.admin(), namespace, version);
    }
    String last = versions.getLast();
    var refusal =
        assertThrows(KubernetesClientException.class, () -> apply(server.admin(), namespace, last));
    assertEquals(422, refusal.getCode(), refusal::getMessage);
    assertTrue(String.valueOf(refusal.getMessage()).contains(expected(file)), refusal::getMessage);
  }

  private static void apply(KubernetesClient client, String namespace, String manifest) {
    client
        .resource(
            client
                .getKubernetesSerialization()
                .unmarshal(manifest, GenericKubernetesResource.class))
        .inNamespace(namespace)
        .serverSideApply();
  }

  /** Each file has a namespace of its own, so that names do not meet. */
  private static String namespace(ApiServer server, Path file) {
    String name = file.getFileName().toString().replace(".yaml", "");
    server
        .admin()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  private static List<String> versions(Path file) throws IOException {
    return Arrays.asList(Files.readString(file).split("(?m)^---\n"));
  }

  private static String expected(Path file) throws IOException {
    String first = Files.readString(file).lines().findFirst().orElse("");
    assertTrue(first.startsWith(MESSAGE), () -> file + " must begin with " + MESSAGE);
    return first.substring(MESSAGE.length());
  }

  private static Stream<Path> files(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(CORPUS)) {
      return all
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList()
          .stream();
    }
  }
}
