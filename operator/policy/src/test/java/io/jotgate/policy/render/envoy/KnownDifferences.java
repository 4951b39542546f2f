package io.jotgate.policy.render.envoy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.evaluate.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where Envoy may judge otherwise than the evaluator: {@code known-differences.yaml}. */
final class KnownDifferences {
  private final Map<String, Difference> byForm;
  private final Map<String, Integer> seen = new TreeMap<>();

  /**
   * A difference that is understood.
   *
   * @param form how the credentials look
   * @param evaluator what the evaluator may say
   * @param envoy what Envoy may say instead
   * @param reason why, and what makes it safe
   */
  record Difference(String form, List<Verdict> evaluator, List<Verdict> envoy, String reason) {}

  KnownDifferences() {
    try {
      byForm =
          TestRoutes.yaml()
              .readValue(
                  TestRoutes.resource("/known-differences.yaml"),
                  new TypeReference<List<Difference>>() {})
              .stream()
              .collect(Collectors.toMap(Difference::form, Function.identity()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether Envoy may let a request pass that the evaluator refuses. */
  boolean mayPass(String form, Verdict evaluator) {
    return explains(form, evaluator, Verdict.PASS);
  }

  /** Whether this difference is known. */
  boolean explains(String form, Verdict evaluator, Verdict envoy) {
    Difference known = byForm.get(form);
    return known != null && known.evaluator().contains(evaluator) && known.envoy().contains(envoy);
  }

  void count(String form) {
    seen.merge(form, 1, Integer::sum);
  }

  /** How often each form was judged differently. */
  Map<String, Integer> seen() {
    return seen;
  }

  /** All forms that the file explains. */
  Set<String> forms() {
    return byForm.keySet();
  }
}
