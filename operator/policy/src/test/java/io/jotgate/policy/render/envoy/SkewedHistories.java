package io.jotgate.policy.render.envoy;

import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.evaluate.PolicyEvaluator;
import io.jotgate.policy.evaluate.Request;
import io.jotgate.policy.evaluate.Verdict;
import io.jotgate.policy.render.Documents;
import io.jotgate.testing.envoy.HttpAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One running proxy through many edits, each of which reaches it in the steps that the operator
 * writes and at one of them with two faulty files.
 */
final class SkewedHistories implements AutoCloseable {
  private static final int PROBES = 24;
  private static final int MOST_STEPS = 30;

  private final SidecarRig rig;
  private final SkewedTokens tokens;
  private final Random random;
  private final SkewFigures figures;
  private final SkewedWorld world;
  private final SkewedVolume volume;
  private final RequestSeries connection;
  private final PolicyTransition transition;
  private final List<SkewedWorld.State> versions = new ArrayList<>();
  private List<SkewedTokens.Probe> probes = List.of();
  private List<Boolean> allowed = List.of();
  private Compiled wanted;
  private Documents policy;
  private Documents trust;
  private Plan plan;

  /** Which files are faulty, and how; the first one heals first. */
  record Plan(
      String first, SkewedVolume.Fault ofFirst, String second, SkewedVolume.Fault ofSecond) {}

  SkewedHistories(SidecarRig rig, SkewedTokens tokens, Random random, SkewFigures figures) {
    this.rig = rig;
    this.tokens = tokens;
    this.random = random;
    this.figures = figures;
    world = new SkewedWorld(random, tokens, rig.upstreamPort());
    volume = new SkewedVolume(rig, random);
    connection = new RequestSeries(rig);
    transition = new PolicyTransition(rig.renderer());
    versions.add(world.first());
    wanted = world.compile(versions.getLast());
    policy = rig.renderer().policyDocuments(wanted.policy());
    trust = rig.renderer().trustDocuments(wanted.trust());
    plan = new Plan("", SkewedVolume.Fault.LATE, "", SkewedVolume.Fault.LATE);
    rig.load(policy, trust);
    volume.startsWith(policy, trust);
  }

  /** An edit, sometimes two, until the proxy enforces exactly what it should. */
  void next(Plan next) {
    plan = next;
    versions.subList(0, versions.size() - 1).clear();
    probes = tokens.probes(random, PROBES);
    edit();
    // Most edits take one step, few take more than three.
    int faultyStep = Math.max(0, random.nextInt(4) - 1);
    boolean suffered = false;
    for (int step = 0; step < MOST_STEPS; step++) {
      boolean loaded = isLoaded();
      boolean unchanged = advance(loaded);
      if (suffered && unchanged && loaded) {
        checkExactly();
        figures.history(step);
        return;
      }
      if (suffered || (step < faultyStep && !unchanged)) {
        deliver(Map.of());
      } else {
        suffer();
        suffered = true;
      }
    }
    throw new AssertionError("it does not settle:\n" + context());
  }

  private boolean isLoaded() {
    LoadedState state = rig.state();
    return state.hasLoaded(policy) && state.hasLoaded(trust);
  }

  /** One more edit of one object; the operator goes for it from now on. */
  private void edit() {
    versions.add(world.edited(versions.getLast()));
    wanted = world.compile(versions.getLast());
    allowed = allowedBy(SkewedWorld.mixtures(versions).stream().map(world::compile).toList());
  }

  private List<Boolean> allowedBy(List<Compiled> policies) {
    List<PolicyEvaluator> evaluators =
        policies.stream().map(each -> new PolicyEvaluator(each.policy(), each.trust())).toList();
    Instant now = Instant.now();
    return probes.stream()
        .map(
            probe -> {
              Request request =
                  new Request(
                      "GET", "orders", probe.target(), probe.authorization().stream().toList());
              return evaluators.stream()
                  .anyMatch(each -> each.evaluate(request, now) == Verdict.PASS);
            })
        .toList();
  }

  /** What the operator writes next; bytes are changed for a proxy that has missed a file. */
  private boolean advance(boolean loaded) {
    PolicyTransition.Step step =
        transition.next(policy, trust, wanted.policy(), wanted.trust(), loaded);
    boolean unchanged = step.policy().equals(policy) && step.trust().equals(trust);
    policy = unchanged && !loaded ? policy.rewritten() : step.policy();
    trust = unchanged && !loaded ? trust.rewritten() : step.trust();
    return unchanged;
  }

  /** Two files are faulty, then one, while the operator looks again and users go on editing. */
  private void suffer() {
    deliver(Map.of(plan.first(), plan.ofFirst(), plan.second(), plan.ofSecond()));
    if (random.nextInt(4) == 0) {
      edit();
    }
    advance(isLoaded());
    deliver(Map.of(plan.second(), plan.ofSecond()));
    advance(isLoaded());
    deliver(Map.of());
  }

  private void deliver(Map<String, SkewedVolume.Fault> faults) {
    volume.deliver(policy, trust, faults);
    figures.swap();
    List<Optional<HttpAnswer>> answers = send(allowed);
    for (int i = 0; i < answers.size(); i++) {
      boolean reached = reached(answers.get(i));
      figures.probe(reached);
      if (reached && !allowed.get(i)) {
        figures.problem("opened with " + faults + ":\n" + probes.get(i) + "\n" + context());
      }
    }
    if (!rig.intruders().isEmpty()) {
      figures.problem("reached the workload: " + rig.intruders() + "\n" + context());
    }
  }

  private void checkExactly() {
    List<Boolean> exact = allowedBy(List.of(wanted));
    List<Optional<HttpAnswer>> answers = send(exact);
    for (int i = 0; i < answers.size(); i++) {
      if (reached(answers.get(i)) != exact.get(i)) {
        figures.problem(
            "in the end it is not as the new policy says, which %s:\n%s\n%s\n%s"
                .formatted(
                    exact.get(i) ? "allows" : "refuses", probes.get(i), answers.get(i), context()));
      }
    }
  }

  private List<Optional<HttpAnswer>> send(List<Boolean> granted) {
    List<RequestSeries.Get> requests = new ArrayList<>();
    for (int i = 0; i < probes.size(); i++) {
      requests.add(
          new RequestSeries.Get(
              probes.get(i).target(), probes.get(i).authorization(), "p" + i, granted.get(i)));
    }
    return connection.send(requests);
  }

  private static boolean reached(Optional<HttpAnswer> answer) {
    return answer.filter(each -> each.status() == 200).isPresent();
  }

  private String context() {
    StringBuilder text = new StringBuilder(plan.toString());
    versions.forEach(each -> text.append("\n-- then\n").append(SkewedWorld.text(each)));
    return text.append("\nkeys ").append(tokens.kids()).toString();
  }

  @Override
  public void close() {
    connection.close();
  }
}
