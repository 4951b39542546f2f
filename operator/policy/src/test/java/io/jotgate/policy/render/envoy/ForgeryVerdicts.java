package io.jotgate.policy.render.envoy;

import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.forgery.Forgery;
import io.jotgate.testing.forgery.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a sidecar judged forged and good tokens, by kind. For one thread; sums can be added up. */
final class ForgeryVerdicts {
  private static final int MOST_PROBLEMS = 20;
  private static final int MOST_CHARACTERS = 2_000;

  /** What a refused token may be answered; some of them are no valid header field at all. */
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 431);

  private final Map<String, Integer> sent = new TreeMap<>();
  private final Map<String, Integer> passed = new TreeMap<>();
  private final Map<Standing, Integer> standings = new TreeMap<>();
  private final Set<String> good = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();
  private int wrongly;
  private int unsendable;

  /** Notes an answer, and whether the token passed. */
  boolean note(Forgery forgery, Optional<HttpAnswer> answer) {
    sent.merge(forgery.kind(), 1, Integer::sum);
    standings.merge(forgery.standing(), 1, Integer::sum);
    if (forgery.standing() == Standing.GOOD) {
      good.add(forgery.kind());
    }
    int status = answer.map(HttpAnswer::status).orElse(0);
    if (status == 200) {
      passed.merge(forgery.kind(), 1, Integer::sum);
    } else if (answer.isPresent() && !REFUSALS.contains(status)) {
      problem(forgery, "was answered " + status);
    }
    return status == 200;
  }

  void problem(Forgery forgery, String what) {
    wrongly++;
    if (problems.size() < MOST_PROBLEMS) {
      String token = forgery.token();
      problems.add(
          "%s for %s %s: %s"
              .formatted(
                  forgery.kind(),
                  forgery.alg(),
                  what,
                  token.substring(0, Math.min(token.length(), MOST_CHARACTERS))));
    }
  }

  /** Notes a token that no HTTP message carries. */
  void noteUnsendable() {
    unsendable++;
  }

  void add(ForgeryVerdicts other) {
    other.sent.forEach((kind, count) -> sent.merge(kind, count, Integer::sum));
    other.passed.forEach((kind, count) -> passed.merge(kind, count, Integer::sum));
    other.standings.forEach((each, count) -> standings.merge(each, count, Integer::sum));
    good.addAll(other.good);
    problems.addAll(other.problems);
    wrongly += other.wrongly;
    unsendable += other.unsendable;
  }

  /** The first tokens that were judged wrongly. */
  List<String> problems() {
    return problems;
  }

  int wrongly() {
    return wrongly;
  }

  int unsendable() {
    return unsendable;
  }

  int count(Standing standing) {
    return standings.getOrDefault(standing, 0);
  }

  /** All kinds that were sent. */
  Set<String> kinds() {
    return sent.keySet();
  }

  /** Forged kinds of which some passed, and how many. */
  Map<String, Integer> passedForgeries() {
    TreeMap<String, Integer> forged = new TreeMap<>(passed);
    forged.keySet().removeAll(good);
    return forged;
  }

  /** Good kinds of which some were refused, and how many. */
  Map<String, Integer> refusedGood() {
    TreeMap<String, Integer> refused = new TreeMap<>();
    for (String kind : good) {
      int missing = sent.getOrDefault(kind, 0) - passed.getOrDefault(kind, 0);
      if (missing > 0) {
        refused.put(kind, missing);
      }
    }
    return refused;
  }
}
