package io.jotgate.controller.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.controller.AnsweringPod;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.IssuerStateCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpIssuerStateClientTest {
  private static final IssuerState STATE =
      new IssuerState("login-1", "uid", 7, List.of("kid"), "kid", "r1", "hash", true, "test");

  private final AnsweringPod pod;

  HttpIssuerStateClientTest() throws IOException {
    pod = AnsweringPod.at("/internal/state");
  }

  @AfterEach
  void stop() {
    pod.close();
  }

  @Test
  void readsWhatThePodHasLoaded() {
    pod.answers(200, IssuerStateCodec.write(STATE));

    assertEquals(Optional.of(STATE), ask(Duration.ofSeconds(10)));
  }

  @Test
  void anErrorAcknowledgesNothing() {
    pod.answers(503, IssuerStateCodec.write(STATE));

    assertEquals(Optional.empty(), ask(Duration.ofSeconds(10)));
  }

  @Test
  void anAnswerOfAnotherFormAcknowledgesNothing() {
    pod.answers(200, "{\"ringEpoch\":7}");

    assertEquals(Optional.empty(), ask(Duration.ofSeconds(10)));
  }

  @Test
  void anEndlessAnswerAcknowledgesNothing() {
    pod.answers(200, " ".repeat(IssuerStateCodec.MAX_CHARS) + IssuerStateCodec.write(STATE));

    assertEquals(Optional.empty(), ask(Duration.ofSeconds(10)));
  }

  @Test
  void aPodThatHangsAcknowledgesNothing() {
    pod.hangs();

    assertEquals(Optional.empty(), ask(Duration.ofMillis(200)));
  }

  @Test
  @Timeout(30)
  void aPodThatStopsInTheMiddleOfItsAnswerAcknowledgesNothing() {
    pod.stopsInTheMiddle();

    assertEquals(Optional.empty(), ask(Duration.ofMillis(500)));
  }

  @Test
  void aPodThatIsGoneAcknowledgesNothing() {
    pod.close();

    assertEquals(Optional.empty(), ask(Duration.ofSeconds(10)));
  }

  private Optional<IssuerState> ask(Duration timeout) {
    return new HttpIssuerStateClient(pod.port(), timeout).ask(pod.address());
  }
}
