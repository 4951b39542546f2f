package io.jotgate.bench;

import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification.Refused;
import io.jotgate.keys.jose.Verification.Verified;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks whether what was measured did its work: a fast wrong answer is no result. */
final class Checks {
  private static final Duration LEEWAY = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Map<String, Long> done = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<Object> jtis = new HashSet<>();

  Checks(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one look; a wrong one is a problem. */
  void that(boolean right, String what) {
    done.merge(what, 1L, Long::sum);
    if (!right) {
      problems.add("not " + what);
    }
  }

  /** Counts looks that were right. */
  void done(long looks, String what) {
    done.merge(what, looks, Long::sum);
  }

  /** All answers had status 200, and there were some. */
  void answers(String server, Load.Outcome outcome) {
    done.merge("answers with status 200", outcome.ok(), Long::sum);
    if (outcome.ok() == 0 || outcome.notOk() > 0) {
      problems.add(
          "%s: %d answers with status 200, %d others"
              .formatted(server, outcome.ok(), outcome.notOk()));
    }
  }

  /** All of these verify with the key, and no two have the same id. */
  void tokens(String server, Collection<String> tokens, PublicJwk key) {
    TokenVerifier verifier = new TokenVerifier(List.of(key), ActiveKey.TYP);
    if (tokens.isEmpty()) {
      problems.add(server + ": no token to look at");
    }
    for (String token : tokens) {
      switch (verifier.verify(token, clock.instant(), LEEWAY)) {
        case Verified verified -> {
          done.merge("tokens that verify, each with its own jti", 1L, Long::sum);
          if (!jtis.add(String.valueOf(verified.claims().get("jti")))) {
            problems.add(server + ": two tokens with one jti");
          }
        }
        case Refused refused -> problems.add(server + ": a token is refused: " + refused.reason());
      }
    }
  }

  /** All of these are what was asked for; there are some. */
  void granted(String server, Collection<String> tokens, GrantedTokens expected) {
    if (tokens.isEmpty()) {
      problems.add(server + ": no token to look at");
    }
    for (String token : tokens) {
      List<String> found = expected.problems(token);
      found.forEach(problem -> problems.add(server + ": " + problem));
      if (found.isEmpty()) {
        done.merge("tokens that verify, each with its own jti", 1L, Long::sum);
      }
    }
  }

  /** Something is missing: the program ends with an error. */
  void missing(String what) {
    problems.add(what);
  }

  Report report(List<Table> tables) {
    return Report.of(tables, done, problems);
  }
}
