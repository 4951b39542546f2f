package io.jotgate.e2e;

import io.jotgate.e2e.LoadFigures.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what a load meets. Of one thread. */
final class LoadCount {
  private static final int EXAMPLES = 3;

  private final long began = System.nanoTime();
  private final Set<String> kids = new HashSet<>();
  private final Map<Trouble, Long> troubles = new EnumMap<>(Trouble.class);
  private final Map<Trouble, List<String>> examples = new EnumMap<>(Trouble.class);
  private long issued;
  private long verified;
  private long expired;
  private long pending;
  private @Nullable Duration time;

  /** Something begins that has to come to an end. */
  void begin() {
    pending++;
  }

  void end() {
    pending--;
  }

  /** The load ends; what was begun still counts. */
  void stop() {
    time = elapsed();
  }

  void issued() {
    issued++;
  }

  void verified(String kid) {
    verified++;
    kids.add(kid);
  }

  void expired() {
    expired++;
  }

  void trouble(Trouble trouble, String example) {
    troubles.merge(trouble, 1L, Long::sum);
    List<String> kept = examples.computeIfAbsent(trouble, none -> new ArrayList<>());
    if (kept.size() < EXAMPLES) {
      kept.add("after %d ms: %s".formatted(elapsed().toMillis(), example));
    }
  }

  LoadFigures figures() {
    return new LoadFigures(
        time == null ? elapsed() : time,
        issued,
        verified,
        expired,
        pending,
        kids,
        troubles,
        examples);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
