package io.jotgate.keys;

import io.jotgate.keys.SimulatedVerifier.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts pairs: a token, and a verifier that is shown it while it is valid by that verifier's own
 * clock. A pair is refused if the verifier's copy of the JWK set lacks the key.
 */
final class PairLedger {
  private final RotationSimulation history;
  private final RealTokens real = new RealTokens();
  private final long oldest;
  private final Map<String, Long> refusedBy = new TreeMap<>();
  private final Map<String, Long> excused = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();
  private long pairs;
  private long realPairs;
  private long refused;
  private long tooOld;
  private long unavailable;

  PairLedger(RotationSimulation history) {
    this.history = history;
    oldest = history.world.truth().verifierCache().toMillis();
  }

  /** The verifier sees the token now, by a clock with this error. */
  void show(SimulatedToken token, SimulatedVerifier verifier, long clockError) {
    Instant clock = history.time.clock(clockError);
    if (!token.isValid(clock, verifier.leeway())) {
      return;
    }
    Optional<Copy> copy = verifier.copyFor(token.kid());
    if (copy.isEmpty()) {
      unavailable++;
    } else if (!verifier.acknowledges() && history.time.now() - copy.get().takenAt() > oldest) {
      tooOld++;
    } else {
      pairs++;
      judge(token, copy.get(), verifier.name(), clock, verifier.leeway());
    }
  }

  /** The worst verifier that the promise allows sees the token now. */
  void showToWorst(SimulatedToken token, long clockError) {
    Instant clock = history.time.clock(clockError);
    Duration leeway = history.world.truth().leeway();
    if (!token.isValid(clock, leeway)) {
      return;
    }
    pairs++;
    Optional<Copy> lacking = history.served.lacking(token.kid(), history.time.now());
    lacking.ifPresent(copy -> judge(token, copy, "the worst verifier", clock, leeway));
  }

  private void judge(
      SimulatedToken token, Copy copy, String verifier, Instant clock, Duration leeway) {
    Jwks jwks = copy.jwks();
    boolean known = jwks.kids().contains(token.kid());
    if (token.signed().isPresent()) {
      realPairs++;
      boolean accepted = real.accepts(jwks, token.signed().get(), clock, leeway);
      if (accepted != known) {
        refuse(token, jwks, verifier + (known ? ", by its signature" : ", not by its signature"));
        return;
      }
    }
    if (known) {
      return;
    }
    Optional<String> excuse = history.excuses.of(token, copy, verifier);
    if (excuse.isPresent()) {
      excused.merge(excuse.get(), 1L, Long::sum);
    } else {
      refuse(token, jwks, verifier);
    }
  }

  private void refuse(SimulatedToken token, Jwks jwks, String verifier) {
    refused++;
    refusedBy.merge(verifier, 1L, Long::sum);
    if (examples.size() < 3) {
      examples.add(
          "at %.3f s %s refused a token that %s signed with %s at %.3f s: %s of epoch %d has %s"
              .formatted(
                  history.time.now() / 1000.0,
                  verifier,
                  token.issuedBy().servedBy(),
                  token.kid(),
                  token.issuedAt() / 1000.0,
                  jwks.servedBy(),
                  jwks.ring().epoch(),
                  jwks.kids()));
    }
  }

  RealTokens real() {
    return real;
  }

  long pairs() {
    return pairs;
  }

  long realPairs() {
    return realPairs;
  }

  long refused() {
    return refused;
  }

  /** Refused pairs by verifier. */
  Map<String, Long> refusedBy() {
    return refusedBy;
  }

  /** Refused pairs that a named exception explains, by exception. */
  Map<String, Long> excused() {
    return excused;
  }

  /** The first refused pairs, in words. */
  List<String> examples() {
    return examples;
  }

  /** Tokens shown to somebody whose copy was older than P, which nobody promises anything. */
  long tooOld() {
    return tooOld;
  }

  /** Tokens shown to somebody who had no copy at all and could not fetch one. */
  long unavailable() {
    return unavailable;
  }
}
