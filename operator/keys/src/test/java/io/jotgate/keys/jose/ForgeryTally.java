package io.jotgate.keys.jose;

import io.jotgate.testing.forgery.Forgery;
import io.jotgate.testing.forgery.Standing;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What became of forged and good tokens, and what it cost. */
final class ForgeryTally {
  /** The heap is looked at after so many tokens: everything is loaded by then. */
  private static final int WARM = 1_000;

  private static final int MOST_PROBLEMS = 20;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MIB = 1 << 20;

  private final Map<String, Integer> kinds = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private int judged;
  private int good;
  private int misdirected;
  private int acceptedForgeries;
  private int refusedGood;
  private int thrown;
  private long slowestNanos;
  private String slowestKind = "";
  private long warmBytes;

  /** Asks the verifier about one token. */
  void judge(Forgery forgery, Predicate<String> verifier) {
    if (judged++ == WARM) {
      warmBytes = usedHeap();
    }
    kinds.merge(forgery.kind(), 1, Integer::sum);
    good += forgery.standing() == Standing.GOOD ? 1 : 0;
    misdirected += forgery.standing() == Standing.MISDIRECTED ? 1 : 0;
    long started = System.nanoTime();
    try {
      boolean accepted = verifier.test(forgery.token());
      // Of whom and for whom a token is, the verifier of signatures leaves to its caller.
      boolean mustAccept = forgery.standing() != Standing.FORGED;
      if (accepted && !mustAccept) {
        acceptedForgeries++;
        problem("accepted", forgery);
      } else if (!accepted && mustAccept) {
        refusedGood++;
        problem("refused", forgery);
      }
    } catch (RuntimeException | Error e) {
      thrown++;
      problem(e.toString(), forgery);
    }
    long nanos = System.nanoTime() - started;
    if (nanos > slowestNanos && judged > WARM) {
      slowestNanos = nanos;
      slowestKind = forgery.kind();
    }
  }

  private void problem(String what, Forgery forgery) {
    if (problems.size() < MOST_PROBLEMS) {
      String token = forgery.token();
      problems.add(
          "%s for %s was %s: %s"
              .formatted(
                  forgery.kind(),
                  forgery.alg(),
                  what,
                  token.substring(0, Math.min(token.length(), 2_000))));
    }
  }

  /** Tokens that were judged wrongly, with their texts: the first of them. */
  List<String> problems() {
    return problems;
  }

  Set<String> kinds() {
    return kinds.keySet();
  }

  int good() {
    return good;
  }

  /** How much more heap is in use than when the run was warm; 0 for a run that never was. */
  long keptBytes() {
    return judged > WARM ? usedHeap() - warmBytes : 0;
  }

  List<String> lines(String what) {
    int forged = judged - good - misdirected;
    return List.of(
        "%s: %,d forged of %d kinds, %d accepted; %,d good, %d refused; %,d rightly signed for others"
            .formatted(
                what, forged, kinds.size(), acceptedForgeries, good, refusedGood, misdirected),
        "  exceptions %d, slowest answer %.1f ms (%s), heap after collection %.1f MiB, %+.1f MiB since warm"
            .formatted(
                thrown,
                slowestNanos / NANOS_PER_MILLI,
                slowestKind,
                usedHeap() / BYTES_PER_MIB,
                keptBytes() / BYTES_PER_MIB));
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
