package io.jotgate.keys;

import io.jotgate.keys.SimulatedReplica.Trouble;
import io.jotgate.keys.World.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The issuer pods of a history, with the kubelets that refresh their volumes. */
final class SimulatedPods {
  private static final int REPLICAS = 3;

  /** After this long on a node that is not ready Kubernetes deletes a pod, if nobody says else. */
  private static final long EVICTED_AFTER = 300_000;

  private final RotationSimulation history;
  private final List<SimulatedReplica> pods = new ArrayList<>();
  private int started;
  private int replaced;
  private int troubles;

  SimulatedPods(RotationSimulation history) {
    this.history = history;
  }

  void startAll() {
    for (int i = 0; i < REPLICAS; i++) {
      start();
    }
  }

  private void start() {
    SimulatedReplica pod = new SimulatedReplica("pod-" + started++, clockError());
    pods.add(pod);
    history.time.after(history.chance.upTo(2_000), () -> follow(pod));
    history.time.after(history.chance.upTo(4_000), () -> history.traffic.comeTo(pod));
  }

  /** One attempt of a client to get the JWK set from whichever pod the Service chooses. */
  Optional<Jwks> fetch() {
    List<Jwks> sets = pods.stream().flatMap(pod -> pod.serves().stream()).toList();
    return sets.isEmpty() || history.chance.fault(0.03)
        ? Optional.empty()
        : Optional.of(history.chance.oneOf(sets));
  }

  List<PodAcknowledgement> acknowledgements() {
    return pods.stream().map(pod -> pod.acknowledgement(history.owner)).toList();
  }

  /** The operator has changed an annotation of the pods, which makes most kubelets look at once. */
  void touch() {
    for (SimulatedReplica pod : List.copyOf(pods)) {
      if (history.chance.sometimes(0.9)) {
        history.time.after(history.chance.upTo(1_000), () -> load(pod));
      }
    }
  }

  private void follow(SimulatedReplica pod) {
    if (pod.deleted()) {
      return;
    }
    load(pod);
    if (history.world.has(Fault.TROUBLED_PODS)) {
      if (history.chance.fault(0.004)) {
        trouble(pod);
      }
      if (history.chance.fault(0.01)) {
        change(pod, () -> pod.restartProcess(history.time.now()));
      }
    }
    history.time.after(history.chance.upTo(history.world.mountDelay()), () -> follow(pod));
  }

  private void load(SimulatedReplica pod) {
    boolean stuck = pod.trouble == Trouble.LAGGING || pod.trouble == Trouble.CUT_OFF;
    if (pod.deleted() || stuck || !history.store.reachable()) {
      return;
    }
    pod.mount(history.store);
    if (pod.hasLoaded(history.store.ring())) {
      pod.load(history.time.now());
      return;
    }
    history.traffic.atChange(pod);
    change(pod, () -> pod.load(history.time.now()));
    history.traffic.atChange(pod);
  }

  private void change(SimulatedReplica pod, Runnable change) {
    change.run();
    history.served.serves(pod.name, pod.serves(), history.time.now());
  }

  private void trouble(SimulatedReplica pod) {
    if (pod.trouble != Trouble.NONE) {
      return;
    }
    troubles++;
    Trouble kind = history.chance.oneOf(List.of(Trouble.values()).subList(1, 4));
    change(pod, () -> pod.trouble = kind);
    long longest =
        history.chance.sometimes(0.3)
            ? 2 * history.world.interval()
            : 3 * history.world.mountDelay();
    long lasts = history.chance.upTo(longest);
    long patience = Math.max(EVICTED_AFTER, history.world.truth().verifierCache().toMillis());
    if (kind == Trouble.CUT_OFF && lasts > patience) {
      history.time.after(patience, () -> replace(pod));
    } else {
      history.time.after(lasts, () -> change(pod, () -> pod.trouble = Trouble.NONE));
    }
  }

  /** Deletes a pod; another one starts in its place. */
  void replace(SimulatedReplica pod) {
    if (pods.remove(pod)) {
      replaced++;
      change(pod, pod::delete);
      start();
    }
  }

  void replaceAny() {
    replace(history.chance.oneOf(pods));
  }

  void replaceAll() {
    List.copyOf(pods).forEach(this::replace);
  }

  void endTrouble() {
    pods.forEach(pod -> change(pod, () -> pod.trouble = Trouble.NONE));
  }

  boolean allSign() {
    return pods.stream().allMatch(pod -> pod.signsWith().isPresent());
  }

  int replaced() {
    return replaced;
  }

  int troubles() {
    return troubles;
  }

  private long clockError() {
    long largest = history.world.clockError();
    return history.world.has(World.Fault.SHORTEST_WAITS)
        ? largest
        : history.chance.clockError(largest);
  }
}
