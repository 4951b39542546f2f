package io.jotgate.controller.faults;

import io.fabric8.mockwebserver.http.MockResponse;
import io.jotgate.controller.faults.StoredObjects.Answer;
import java.time.Duration;
import java.util.function.Supplier;

/** Answers as they go over the wire, whole or broken. */
final class Answers {
  /** Longer than any client waits. */
  private static final Duration NEVER = Duration.ofHours(1);

  /** Not HTTP: the client gives the connection up. */
  private static final int NO_STATUS = 99;

  private Answers() {}

  static MockResponse whole(Answer answer) {
    return json(answer.code(), answer.document().toString());
  }

  /** The answer of a request that meets a fault; some faults come after the work is done. */
  static MockResponse failing(Fault fault, Supplier<Answer> work) {
    return switch (fault) {
      case CONFLICT -> whole(StoredObjects.refusal(409));
      case NOT_FOUND -> whole(StoredObjects.refusal(404));
      case FORBIDDEN -> whole(StoredObjects.refusal(403));
      case FAILURE -> whole(StoredObjects.refusal(500));
      case THROTTLED -> whole(StoredObjects.refusal(429)).setHeader("Retry-After", "1");
      case BROKEN -> whole(work.get()).setResponseCode(NO_STATUS);
      case HALF_AN_ANSWER -> {
        Answer done = work.get();
        String text = done.document().toString();
        yield json(done.code(), text.substring(0, text.length() / 2));
      }
      case SILENCE -> whole(work.get()).setBodyDelay(NEVER);
    };
  }

  private static MockResponse json(int code, String text) {
    return new MockResponse()
        .setResponseCode(code)
        .setHeader("Content-Type", "application/json")
        .setBody(text);
  }
}
