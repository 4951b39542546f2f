package io.jotgate.bench;

import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.PasswordVerifier;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Classes of logins with user and password. All hashes have the cost that {@link
 * Passwords#argon2id} gives, the least that the token service takes but for a few per cent.
 */
final class PasswordProbes {
  private static final int USERS = 8;
  private static final String WRONG = "incorrect-horse-battery-stap";

  private final SecureRandom random;
  private final List<ConsumerEntry> consumers = new ArrayList<>();

  private PasswordProbes(long seed) {
    this.random = ProbeSet.seeded(seed);
  }

  /** Always the same for a seed. */
  static ProbeSet create(long seed) {
    return new PasswordProbes(seed).all();
  }

  private ProbeSet all() {
    Probe unknown = Probe.refused("unknown user", requests("nobody", Passwords.PASSWORD));
    List<Probe> probes =
        List.of(
            unknown,
            unknown.called("unknown, once more"),
            Probe.refused("wrong password", known("batchx", null, null, WRONG)),
            Probe.refused(
                "expired password", known("expird", ProbeSet.LONG_AGO, null, Passwords.PASSWORD)),
            Probe.refused(
                "expired consumer", known("ending", null, ProbeSet.LONG_AGO, Passwords.PASSWORD)),
            Probe.refused("suspended consumer", requests("suspen", Passwords.PASSWORD)),
            // Remembered after the first time: no slow hash.
            new Probe("right", known("rights", null, null, Passwords.PASSWORD), 200));
    return new ProbeSet(
        consumers, probes, ProbeSet.pairs(0, 6), List.of(), List.of(new ProbeSet.Pair(6, 0)));
  }

  private List<Request> known(
      String prefix, @Nullable Instant end, @Nullable Instant endOfConsumer, String presented) {
    for (int i = 0; i < USERS; i++) {
      String hash = Passwords.argon2id(random).text();
      consumers.add(
          ProbeSet.consumer(
              prefix + "-" + i, endOfConsumer, new PasswordVerifier("main", hash, end)));
    }
    return requests(prefix, presented);
  }

  private static List<Request> requests(String prefix, String password) {
    return IntStream.range(0, USERS)
        .mapToObj(i -> Request.login(prefix + "-" + i, password, ProbeSet.source(i)))
        .toList();
  }
}
