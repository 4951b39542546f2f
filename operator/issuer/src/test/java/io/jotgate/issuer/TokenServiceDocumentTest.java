package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in {@code docs/token-service.md} are run as they stand there. */
class TokenServiceDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs/token-service.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

  @Test
  void eachExampleAnswersAsTheDocumentSays(@TempDir Path mount, @TempDir Path work)
      throws Exception {
    List<MatchResult> examples = EXAMPLE.matcher(Files.readString(DOCUMENT)).results().toList();
    assertEquals(4, examples.size());
    try (RunningIssuer issuer = RunningIssuer.in(mount)) {
      Files.copy(mount.resolve("tls.crt"), work.resolve("ca.crt"));
      for (MatchResult example : examples) {
        String command = example.group(1);
        String output = run(issuer, work, command);
        Pattern expected = pattern(example.group(2));
        assertTrue(
            expected.matcher(normal(output)).find(),
            () -> command + "answered\n" + output + "\nwhich does not match\n" + expected);
      }
    }
  }

  private static String run(RunningIssuer issuer, Path work, String command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", command)
            .directory(work.toFile())
            .redirectErrorStream(true);
    builder.environment().put("LOGIN", "https://localhost:" + issuer.port());
    builder.environment().put("API_KEY", issuer.apiKey.text());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), output);
    return output;
  }

  /**
   * The lines of the document in their order, with others between them; dots stand for anything.
   */
  private static Pattern pattern(String expected) {
    return Pattern.compile(
        normal(expected)
            .lines()
            .map(TokenServiceDocumentTest::line)
            .collect(Collectors.joining("\\n(?:.*\\n)*")));
  }

  private static String line(String line) {
    return Stream.of(line.split("\\.\\.\\.", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }

  /** HTTP/1.1 and HTTP/2 write status and names in two ways. */
  private static String normal(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace("\r", "")
        .replaceAll("(?m)^http/[0-9.]+ ([0-9]{3}).*$", "$1");
  }
}
