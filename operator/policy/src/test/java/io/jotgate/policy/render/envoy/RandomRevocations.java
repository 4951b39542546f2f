package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.Revocations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What an issuer may have taken back, so that some requests of {@link RandomRequests} meet it. */
final class RandomRevocations {
  /** Ids that many tokens share. */
  static final List<String> TOKENS = List.of("t1", "t2", "t'\"3", "t\u00e94");

  private static final List<String> CLIENTS = List.of("batch", "billing/nightly", "nightly");

  private final Random random;

  RandomRevocations(Random random) {
    this.random = random;
  }

  /** Times are a minute from now at least, so that they decide the same for a whole policy. */
  Revocations next(String kid, Instant now) {
    TreeMap<String, Instant> tokens = new TreeMap<>();
    TreeMap<String, Instant> clients = new TreeMap<>();
    TOKENS.forEach(
        id -> {
          if (random.nextInt(3) == 0) {
            tokens.put(id, now);
          }
        });
    CLIENTS.forEach(
        id -> {
          if (random.nextInt(6) == 0) {
            clients.put(id, now.plusSeconds(random.nextBoolean() ? -60 : 60));
          }
        });
    return new Revocations(
        tokens,
        clients,
        random.nextInt(8) == 0 ? List.of(kid) : List.of(),
        random.nextInt(8) == 0 ? Optional.of(now.minusSeconds(60)) : Optional.empty());
  }
}
