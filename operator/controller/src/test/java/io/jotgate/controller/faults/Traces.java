package io.jotgate.controller.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a log shows of an exception. */
public final class Traces {
  private Traces() {}

  /** No value of the Secret, nor half of one, is in the exception or in one of its causes. */
  public static void assertKeeps(Secret secret, Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    for (String value : secret.getData().values()) {
      assertFalse(
          trace.toString().contains(value.substring(0, value.length() / 2)), "a secret is told");
    }
  }
}
