package io.jotgate.issuer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Connections that have not had an answer yet, the oldest first, of all sources and of each. Safe
 * for use by many threads; all methods take a constant time.
 *
 * @param <C> a connection, told from others by {@code equals}
 */
final class Newcomers<C> {
  private final SequencedMap<C, String> sources = new LinkedHashMap<>();
  private final Map<String, SequencedSet<C>> bySource = new HashMap<>();

  synchronized void add(C connection, String source) {
    sources.put(connection, source);
    bySource.computeIfAbsent(source, key -> new LinkedHashSet<>()).add(connection);
  }

  /** Forgets a connection that has had its answer, or is gone. */
  synchronized void remove(C connection) {
    String source = sources.remove(connection);
    if (source != null) {
      SequencedSet<C> others = bySource.get(source);
      if (others != null && others.remove(connection) && others.isEmpty()) {
        bySource.remove(source);
      }
    }
  }

  /** Takes out the one that has waited longest. */
  synchronized Optional<C> takeOldest() {
    return sources.isEmpty() ? Optional.empty() : taken(sources.sequencedKeySet());
  }

  /** Takes out the one of a source that has waited longest. */
  synchronized Optional<C> takeOldest(String source) {
    return Optional.ofNullable(bySource.get(source)).flatMap(this::taken);
  }

  synchronized int size() {
    return sources.size();
  }

  synchronized int sources() {
    return bySource.size();
  }

  private Optional<C> taken(SequencedSet<C> connections) {
    C oldest = connections.getFirst();
    remove(oldest);
    return Optional.of(oldest);
  }
}
