package io.jotgate.issuer.authentication;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** In which hour each credential was last used in this process. Safe for use by many threads. */
public final class Usage {
  private final Map<String, Instant> hours = new ConcurrentHashMap<>();

  /**
   * Notes the use of a credential.
   *
   * @param credentialId its public id
   */
  public void record(String credentialId, Instant now) {
    Instant before = hours.get(credentialId);
    // Hardly ever true: the first use in an hour.
    if (before == null || !now.isBefore(before.plus(1, ChronoUnit.HOURS))) {
      hours.merge(
          credentialId,
          now.truncatedTo(ChronoUnit.HOURS),
          (one, other) -> one.isAfter(other) ? one : other);
    }
  }

  /** The hours by the id of the credential; what the index does not have is forgotten. */
  public Map<String, Instant> snapshot(CredentialIndex index) {
    hours.keySet().removeIf(id -> !index.hasCredential(id));
    return new TreeMap<>(hours);
  }
}
