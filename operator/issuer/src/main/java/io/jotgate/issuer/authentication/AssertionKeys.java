package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.PublicKeyVerifier;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification;
import io.jotgate.keys.jose.Verification.Reason;
import io.jotgate.keys.jose.Verification.Refused;
import io.jotgate.keys.jose.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The public keys of one client. Two of its credentials may have keys of one kid. */
final class AssertionKeys {
  private static final AssertionKeys NONE = new AssertionKeys(List.of(new Round(Map.of())));

  /** A key and the credential that it belongs to. */
  record Key(PublicKeyVerifier credential, PublicJwk jwk) {}

  /** A good signature. */
  record Signed(PublicKeyVerifier credential, Map<String, @Nullable Object> claims) {}

  /** What a verification found: a good signature, or the reason against it. */
  record Outcome(Optional<Signed> signed, Reason reason) {}

  private record Round(Map<String, PublicKeyVerifier> byKid, TokenVerifier verifier) {
    Round(Map<String, Key> keys) {
      this(
          credentials(keys),
          TokenVerifier.ofAssertions(keys.values().stream().map(Key::jwk).toList()));
    }

    private static Map<String, PublicKeyVerifier> credentials(Map<String, Key> keys) {
      Map<String, PublicKeyVerifier> byKid = new HashMap<>();
      keys.forEach((kid, key) -> byKid.put(kid, key.credential()));
      return Map.copyOf(byKid);
    }
  }

  private final List<Round> rounds;

  private AssertionKeys(List<Round> rounds) {
    this.rounds = rounds;
  }

  /** No key: costs what it costs to read an assertion. */
  static AssertionKeys none() {
    return NONE;
  }

  static AssertionKeys of(List<Key> keys) {
    List<Map<String, Key>> rounds = new ArrayList<>();
    for (Key key : keys) {
      String kid = key.jwk().kid();
      Optional<Map<String, Key>> free =
          rounds.stream().filter(round -> !round.containsKey(kid)).findFirst();
      Map<String, Key> round = free.orElseGet(HashMap::new);
      if (free.isEmpty()) {
        rounds.add(round);
      }
      round.put(kid, key);
    }
    return rounds.isEmpty() ? NONE : new AssertionKeys(rounds.stream().map(Round::new).toList());
  }

  Outcome verify(String jwt, Instant now, Duration leeway) {
    Reason reason = Reason.UNKNOWN_KEY;
    for (Round round : rounds) {
      Verification verification = round.verifier().verify(jwt, now, leeway);
      switch (verification) {
        case Verified(String kid, Map<String, @Nullable Object> claims) -> {
          PublicKeyVerifier credential = round.byKid().get(kid);
          if (credential != null) {
            return new Outcome(Optional.of(new Signed(credential, claims)), reason);
          }
        }
        case Refused(Reason refused) -> reason = refused;
      }
    }
    return new Outcome(Optional.empty(), reason);
  }
}
