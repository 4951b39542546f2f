package io.jotgate.keys.search;

import io.jotgate.keys.search.Move.Kind;
import java.util.Optional;

/** Everything that may happen next in a state. */
final class Moves {
  /** Takes what may happen, and the invariant that it breaks by itself. */
  @FunctionalInterface
  interface Sink {
    void accept(Move move, World next, Optional<Violation> broken);
  }

  private static final String[] SLOTS = {"A", "B"};

  private final Rules rules;
  private final Rings rings;
  private final Plans plans;
  private final RingInvariants ringInvariants;

  Moves(Rules rules, Rings rings, Plans plans) {
    this.rules = rules;
    this.rings = rings;
    this.plans = plans;
    this.ringInvariants = new RingInvariants(rules, rings);
  }

  void each(World world, Sink sink) {
    for (int i = 0; i < world.operators.length; i++) {
      operator(world, i, sink);
    }
    for (int i = 0; i < world.pods.length; i++) {
      pod(world, i, sink);
    }
    sidecar(world, sink);
    lose(world, sink);
    loseRing(world, sink);
    revoke(world, sink);
    tick(world, sink);
  }

  private void operator(World world, int i, Sink sink) {
    Operator operator = world.operators[i];
    switch (operator.at) {
      case START -> readRing(world, i, sink);
      case RING_READ -> readSlot(world, i, 0, sink);
      case SLOT_A_READ -> readSlot(world, i, 1, sink);
      case SLOTS_READ -> plan(world, i, sink);
      case RING_PLANNED -> writeRing(world, i, sink);
      case KEY_PLANNED -> reserveKey(world, i, sink);
      case KEY_RESERVED -> writeSlot(world, i, sink);
    }
    if (operator.at != Operator.At.START) {
      World next = world.copy();
      next.operators[i].startOver();
      sink.accept(new Move(Kind.DIE, i, ""), next, Optional.empty());
    }
  }

  private static void readRing(World world, int i, Sink sink) {
    World next = world.copy();
    next.operators[i].at = Operator.At.RING_READ;
    next.operators[i].ring = world.ring;
    sink.accept(new Move(Kind.READ_RING, i, ""), next, Optional.empty());
  }

  private static void readSlot(World world, int i, int slot, Sink sink) {
    World next = world.copy();
    next.operators[i].at = slot == 0 ? Operator.At.SLOT_A_READ : Operator.At.SLOTS_READ;
    next.operators[i].slots[slot] = world.slots[slot];
    sink.accept(new Move(Kind.READ_SLOT, i, SLOTS[slot]), next, Optional.empty());
  }

  private void plan(World world, int i, Sink sink) {
    repeat(world, i, sink);
    for (Planned planned : plans.of(world, world.operators[i])) {
      World next = world.copy();
      Operator operator = next.operators[i];
      operator.startOver();
      operator.ring = planned.ring();
      if (planned.makesKey()) {
        operator.at = Operator.At.KEY_PLANNED;
        operator.slot = planned.slot();
        operator.slots[planned.slot()] = world.operators[i].slots[planned.slot()];
      } else {
        operator.at = Operator.At.RING_PLANNED;
      }
      sink.accept(
          new Move(Kind.PLAN, i, planned.name()),
          next,
          planned.readBack()
              ? Optional.empty()
              : Optional.of(new Violation(8, "privateHalfIsReadBack: " + planned.name())));
    }
  }

  /** At the end of a run the status repeats what was read last. */
  private void repeat(World world, int i, Sink sink) {
    int ring = world.operators[i].ring;
    if (world.ringLosses > 0 && world.repeated != ring && rings.view(ring).kids() != 0) {
      World next = world.copy();
      next.repeated = ring;
      next.statusBehind = false;
      next.operators[i].startOver();
      sink.accept(new Move(Kind.WRITE_STATUS, i, ""), next, Optional.empty());
    }
  }

  private void writeRing(World world, int i, Sink sink) {
    World next = world.copy();
    int ring = next.operators[i].ring;
    next.operators[i].startOver();
    replaceRing(next, ring);
    sink.accept(
        new Move(Kind.WRITE_RING, i, rings.view(ring).text()),
        next,
        ringInvariants.broken(world, ring));
  }

  private void reserveKey(World world, int i, Sink sink) {
    World next = world.copy();
    Operator operator = next.operators[i];
    int kid = Kids.newest(world.remembered(rings) | world.left) + 1;
    if (kid > Kids.MOST) {
      throw new IllegalStateException("the model remembers too many keys");
    }
    int ring = plans.reserving(operator.ring, operator.slot, kid);
    operator.at = Operator.At.KEY_RESERVED;
    operator.kid = kid;
    operator.ring = 0;
    replaceRing(next, ring);
    sink.accept(
        new Move(Kind.WRITE_RING, i, rings.view(ring).text()),
        next,
        ringInvariants.broken(world, ring));
  }

  /** Whoever has read another version has lost the race, whenever it comes to write. */
  private void replaceRing(World next, int ring) {
    next.left |= ring == 0 ? 0 : rings.view(next.ring).kids() & ~rings.view(ring).kids();
    next.ring = ring;
    if (rules.comparesVersions()) {
      for (Operator other : next.operators) {
        if (other.hasReadRing()) {
          other.startOver();
        }
      }
    }
  }

  private void writeSlot(World world, int i, Sink sink) {
    World next = world.copy();
    Operator operator = next.operators[i];
    int slot = operator.slot;
    if (!rules.comparesVersions() || operator.slots[slot] == world.slots[slot]) {
      next.slots[slot] = operator.kid;
    }
    operator.startOver();
    sink.accept(new Move(Kind.WRITE_SLOT, i, SLOTS[slot]), next, Optional.empty());
  }

  private void pod(World world, int i, Sink sink) {
    if (rings.view(world.ring).epoch() > world.pods[i].epoch) {
      World next = world.copy();
      next.pods[i].loadRing(rings.view(world.ring));
      sink.accept(new Move(Kind.LOAD_RING, i, ""), next, Optional.empty());
    }
    for (int slot = 0; slot < 2; slot++) {
      if (world.pods[i].slots[slot] != world.slots[slot]) {
        World next = world.copy();
        next.pods[i].loadSlot(slot, world.slots[slot]);
        sink.accept(new Move(Kind.LOAD_SLOT, i, SLOTS[slot]), next, Optional.empty());
      }
    }
    World restarted = world.copy();
    restarted.pods[i].restart();
    if (restarted.pods[i].packed() != world.pods[i].packed()) {
      sink.accept(new Move(Kind.RESTART, i, ""), restarted, Optional.empty());
    }
  }

  private void sidecar(World world, Sink sink) {
    RingView ring = rings.view(world.ring);
    if (ring.kids() != 0 && ring.epoch() > world.trustEpoch) {
      World next = world.copy();
      next.trustEpoch = ring.epoch();
      next.trust = ring.kids();
      sink.accept(new Move(Kind.LOAD_TRUST, 0, ""), next, Optional.empty());
    }
  }

  private static void lose(World world, Sink sink) {
    for (int slot = 0; slot < 2 && world.losses > 0; slot++) {
      if (world.slots[slot] != 0) {
        World next = world.copy();
        next.slots[slot] = 0;
        next.losses--;
        sink.accept(new Move(Kind.LOSE, 0, SLOTS[slot]), next, Optional.empty());
      }
    }
  }

  /** A status that stays behind for a tick is a loss of its own. */
  private void loseRing(World world, Sink sink) {
    if (world.ringLosses > 0 && world.ring != 0 && !world.statusBehind) {
      World next = world.copy();
      next.ringLosses--;
      replaceRing(next, 0);
      next.left &= ~rings.view(world.repeated).kids(); // They come back, to verify.
      sink.accept(new Move(Kind.LOSE_RING, 0, ""), next, Optional.empty());
    }
  }

  /** Somebody asks for the key that signs to be taken back, or for all. */
  private void revoke(World world, Sink sink) {
    int active = rings.view(world.ring).active();
    if (world.revocations == 0 || active == 0 || world.requested != Requested.NOTHING) {
      return;
    }
    for (int requested : new int[] {active, Requested.ALL}) {
      World next = world.copy();
      next.revocations--;
      next.requested = requested;
      String what = requested == Requested.ALL ? "all" : Kids.name(requested);
      sink.accept(new Move(Kind.REVOKE, 0, what), next, Optional.empty());
    }
  }

  private void tick(World world, Sink sink) {
    World next = world.copy();
    next.age(rules);
    next.statusBehind |=
        world.ringLosses > 0
            && rings.view(world.ring).epoch() != rings.view(world.repeated).epoch();
    next.ring = rings.later(world.ring);
    next.repeated = rings.later(world.repeated);
    for (Operator operator : next.operators) {
      operator.ring = rings.later(operator.ring);
    }
    sink.accept(new Move(Kind.TICK, 0, ""), next, Optional.empty());
  }
}
