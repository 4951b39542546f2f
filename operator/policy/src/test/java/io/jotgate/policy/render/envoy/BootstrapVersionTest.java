package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What brings the sidecar in annotates its pod with the version of the bootstrap that it gets. */
class BootstrapVersionTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern ANNOTATION =
      Pattern.compile("jotgate\\.io/bootstrap-version\\W+(?:value: )?\"(\\d+)\"");

  @ParameterizedTest
  @ValueSource(
      strings = {"helm/jotgate/templates/sidecar-injection.yaml", "kustomize/sidecar/sidecar.yaml"})
  void theAnnotationIsThatOfTheRenderer(String file) throws IOException {
    String text = Files.readString(ROOT.resolve(file));

    assertEquals(
        List.of(EnvoyRenderer.BOOTSTRAP_VERSION),
        ANNOTATION.matcher(text).results().map((MatchResult found) -> found.group(1)).toList());
  }
}
