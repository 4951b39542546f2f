package io.jotgate.controller.propagation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The hours in which credentials were last used, by their public ids. As the data of a ConfigMap:
 * id and RFC 3339 text. Pure.
 */
public final class CredentialUsage {
  private CredentialUsage() {}

  /**
   * What is known after asking the pods: the latest of all hours, which never goes back. A pod
   * knows no more than it has seen since it started.
   *
   * @param before what was known
   * @param pods what they say
   * @param ids credentials that the issuer has: nothing else is noted, whatever a pod says
   * @param now later hours are not believed
   */
  public static Map<String, String> merged(
      Map<String, String> before, Collection<PodReport> pods, Set<String> ids, Instant now) {
    Map<String, String> merged = new TreeMap<>();
    for (String id : ids) {
      pods.stream()
          .flatMap(pod -> pod.state().stream())
          .flatMap(state -> Optional.ofNullable(state.lastUsed().get(id)).stream())
          .map(at -> at.truncatedTo(ChronoUnit.HOURS))
          .filter(at -> !at.isAfter(now))
          .reduce(CredentialUsage::later)
          .map(at -> of(before, id).map(known -> later(known, at)).orElse(at))
          .or(() -> of(before, id))
          .ifPresent(at -> merged.put(id, at.toString()));
    }
    return merged;
  }

  /** The hour of one credential. */
  public static Optional<Instant> of(Map<String, String> known, String id) {
    return Optional.ofNullable(known.get(id)).flatMap(CredentialUsage::hour);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** What an RFC 3339 text says; empty if it is none. */
  public static Optional<Instant> hour(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException edited) {
      return Optional.empty();
    }
  }
}
