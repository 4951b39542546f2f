package io.jotgate.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.fabric8.kubernetes.api.model.Condition;
import io.jotgate.controller.status.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** What tests expect of an operator, which works in its own time. */
public final class Expectations {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Expectations() {}

  /** Waits until an assertion holds. */
  public static void awaiting(ThrowingRunnable assertion) {
    await().atMost(LIMIT).untilAsserted(assertion);
  }

  /** Waits until something is there. */
  public static <T> T awaited(Callable<Optional<T>> search) {
    return await().atMost(LIMIT).until(search, Optional::isPresent).orElseThrow();
  }

  /** Asserts what a condition says now; a failure tells its message. */
  public static void assertCondition(
      @Nullable List<Condition> conditions, String type, String status, String reason) {
    Condition found =
        Conditions.find(conditions, type).orElseGet(() -> fail("no condition " + type));
    assertEquals(
        status + " " + reason, found.getStatus() + " " + found.getReason(), found::getMessage);
  }
}
