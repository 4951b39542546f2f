package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.controller.AnsweringPod;
import io.jotgate.policy.render.envoy.LoadedState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpSidecarStatusClientTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final AnsweringPod sidecar;

  HttpSidecarStatusClientTest() throws IOException {
    sidecar = AnsweringPod.at(LoadedState.PATH);
  }

  @AfterEach
  void stop() {
    sidecar.close();
  }

  @Test
  void readsTheVersionsThatASidecarHasLoaded() {
    sidecar.answers(
        200,
        """
        {"stats": [{"name": "cluster_manager.cds.version_text", "value": "sha256=abc"}]}
        """);

    Optional<LoadedState> state = ask();

    assertEquals("sha256=abc", state.orElseThrow().versions().get("cds.json"));
  }

  @Test
  void takesEveryOtherAnswerForNone() {
    sidecar.answers(503, "{\"stats\": []}");

    assertEquals(Optional.empty(), ask());
  }

  @Test
  void takesAnAnswerThatIsNoStatusForNone() {
    sidecar.answers(200, "<html>");

    assertEquals(Optional.empty(), ask());
  }

  @Test
  void takesAnAnswerWithoutEndForNone() {
    sidecar.answers(200, "{\"stats\": []" + " ".repeat(300 * 1024) + "}");

    assertEquals(Optional.empty(), ask());
  }

  @Test
  void doesNotWaitLongerThanItsTimeOut() {
    sidecar.hangs();
    long start = System.nanoTime();

    assertEquals(Optional.empty(), ask());

    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(waited.compareTo(TIMEOUT.multipliedBy(10)) < 0, waited::toString);
  }

  @Test
  @Timeout(30)
  void doesNotWaitForTheRestOfAnAnswer() {
    sidecar.stopsInTheMiddle();

    assertEquals(Optional.empty(), ask());
  }

  @Test
  void takesASidecarThatIsNotThereForSilent() {
    sidecar.close();

    assertEquals(Optional.empty(), ask());
  }

  private Optional<LoadedState> ask() {
    return new HttpSidecarStatusClient(sidecar.port(), TIMEOUT).ask(sidecar.address());
  }
}
