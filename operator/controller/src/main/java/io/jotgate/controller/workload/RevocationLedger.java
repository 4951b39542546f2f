package io.jotgate.controller.workload;

import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.controller.attachment.WorkloadReport.Revoked;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.LoadedState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Which revocations each version of a document holds, so that a pod that has loaded an older one
 * counts for all that were in it: one more revocation does not make the others look undone.
 *
 * <p>Kept in memory: after a restart a pod counts as soon as it has loaded the present version.
 */
final class RevocationLedger {
  private static final int REMEMBERED = 32;

  private final ConcurrentMap<WorkloadReports.Key, Map<String, Set<String>>> versions =
      new ConcurrentHashMap<>();

  /**
   * How many pods enforce each revocation.
   *
   * @param plan what pods should read now
   * @param answers what the live pods have loaded
   */
  Revoked revoked(
      WorkloadReports.Key workload,
      WorkloadFacts facts,
      PolicyPlan plan,
      List<SidecarAnswer> answers) {
    Set<String> rendered =
        facts.issuers().values().stream()
            .flatMap(issuer -> issuer.revocations().stream())
            .map(RevocationLedger::uid)
            .collect(Collectors.toSet());
    Map<String, Set<String>> known =
        remember(
            workload,
            LoadedState.version(plan.trust().text(EnvoyRenderer.REVOCATION)).orElse(""),
            rendered);
    List<SidecarAnswer> awaited = answers.stream().filter(SidecarAnswer::isAwaited).toList();
    Map<String, Integer> enforcedBy = new HashMap<>();
    rendered.forEach(uid -> enforcedBy.put(uid, 0));
    for (SidecarAnswer pod : awaited) {
      for (String uid : enforced(pod, known)) {
        enforcedBy.computeIfPresent(uid, (each, count) -> count + 1);
      }
    }
    return new Revoked(awaited.size(), enforcedBy);
  }

  private static String uid(TokenRevocation revocation) {
    return Metadata.uid(revocation);
  }

  private static Set<String> enforced(SidecarAnswer pod, Map<String, Set<String>> known) {
    return pod.loaded()
        .flatMap(state -> Optional.ofNullable(state.versions().get(EnvoyRenderer.REVOCATION)))
        .flatMap(version -> Optional.ofNullable(known.get(version)))
        .orElse(Set.of());
  }

  /** A version names its content, so what was ever rendered into it is in it. */
  private Map<String, Set<String>> remember(
      WorkloadReports.Key workload, String version, Set<String> rendered) {
    return versions.compute(
        workload,
        (key, before) -> {
          var known = new LinkedHashMap<String, Set<String>>(before == null ? Map.of() : before);
          Set<String> all = new HashSet<>(rendered);
          Optional.ofNullable(known.remove(version)).ifPresent(all::addAll);
          known.put(version, all);
          if (known.size() > REMEMBERED) {
            known.remove(known.firstEntry().getKey());
          }
          return known;
        });
  }

  /** Forgets a workload that is gone. */
  void forget(WorkloadReports.Key workload) {
    versions.remove(workload);
  }
}
