package io.jotgate.testing.faults;

/**
 * A moment in what a client and the API server say to each other.
 *
 * @param what a write or an event, for instance {@code update configmaps/login-jwks} or {@code
 *     MODIFIED configmaps/login-jwks}
 * @param occurrence how often there was the same since the journal began, this one included
 */
public record Place(String what, int occurrence) {
  @Override
  public String toString() {
    return what + " #" + occurrence;
  }
}
