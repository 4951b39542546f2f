package io.jotgate.policy.render.envoy;

import static org.awaitility.Awaitility.await;

import io.jotgate.policy.render.Documents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A projected volume that delivers some files late, broken, too long or not at all. */
final class SkewedVolume {
  /** All files of a sidecar. */
  static final List<String> FILES =
      List.of(
          EnvoyRenderer.BOOTSTRAP,
          EnvoyRenderer.CLUSTERS,
          EnvoyRenderer.ROUTES,
          EnvoyRenderer.JWT,
          EnvoyRenderer.REVOCATION);

  private static final Duration LOADED = Duration.ofSeconds(20);

  /** More than a ConfigMap holds. */
  private static final String PADDING = " ".repeat(1_100_000);

  private final SidecarRig rig;
  private final Random random;
  private Map<String, String> present = Map.of();

  /** What may happen to a file. */
  enum Fault {
    /** It stays as it was. */
    LATE,
    /** It has a field that Envoy does not know. */
    REJECTED,
    /** Its end is missing. */
    TRUNCATED,
    /** It is longer than anything that the operator writes. */
    OVERSIZED,
    /** It is gone. */
    MISSING
  }

  SkewedVolume(SidecarRig rig, Random random) {
    this.rig = rig;
    this.random = random;
  }

  /** Says what is there already. */
  void startsWith(Documents policy, Documents trust) {
    Map<String, String> files = new TreeMap<>(policy.files());
    files.putAll(trust.files());
    present = files;
  }

  /** Swaps all files and waits until the proxy has read every one, taken or not. */
  void deliver(Documents policy, Documents trust, Map<String, Fault> faults) {
    Map<String, String> files = new TreeMap<>(policy.files());
    files.putAll(trust.files());
    faults.forEach(
        (name, fault) -> {
          String text = broken(fault, name, files.getOrDefault(name, ""));
          if (text.isEmpty()) {
            files.remove(name);
          } else {
            files.put(name, text);
          }
        });
    Map<String, Long> before = rig.updateAttempts();
    rig.swap(files);
    present = files;
    await()
        .atMost(LOADED)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> haveAllRisen(before, rig.updateAttempts()));
  }

  private static boolean haveAllRisen(Map<String, Long> before, Map<String, Long> now) {
    return before.size() == FILES.size() - 1
        && before.entrySet().stream()
            .allMatch(each -> now.getOrDefault(each.getKey(), 0L) > each.getValue());
  }

  /** Empty when the file is missing. */
  private String broken(Fault fault, String name, String text) {
    return switch (fault) {
      case LATE -> present.getOrDefault(name, "");
      case REJECTED -> "{\"no_such_field\":1," + text.substring(1);
      case TRUNCATED -> text.substring(0, 1 + random.nextInt(text.length() - 2));
      case OVERSIZED -> text + PADDING;
      case MISSING -> "";
    };
  }
}
