package io.jotgate.issuer.authentication;

import static io.jotgate.issuer.authentication.LoginRig.apiKey;
import static io.jotgate.issuer.authentication.LoginRig.consumer;
import static io.jotgate.issuer.authentication.LoginRig.index;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Throttled;
import io.jotgate.issuer.model.ApiKey;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random attacks beside good clients: nobody locks out anybody, and guessing stays slow. */
class ThrottlePropertyTest {
  private static final int STEPS = 3000;

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void goodClientsPassWhileOthersGuess(long seed) {
    Random random = new Random(seed);
    ApiKey key = apiKey();
    try (LoginRig rig = new LoginRig()) {
      CredentialIndex index =
          index(
              consumer("keys", key.verifier("main")),
              consumer("far", rig.password("basic", "of far")),
              consumer("near", rig.password("basic", "of near")));
      // Where attackers are too; it was right once before they came.
      String shared = "10.0.0.1";
      assertInstanceOf(Authenticated.class, rig.login(index, "near", "of near", shared));
      int throttled = 0;
      for (int step = 0; step < STEPS; step++) {
        rig.now.updateAndGet(now -> now.plusMillis(random.nextInt(200)));
        String source = "10.0.0." + random.nextInt(4);
        String message = "seed " + seed + ", step " + step;
        switch (random.nextInt(6)) {
          case 0 ->
              assertInstanceOf(Authenticated.class, rig.key(index, key.text(), source), message);
          case 1 ->
              assertInstanceOf(
                  Authenticated.class, rig.login(index, "far", "of far", "10.9.9.9"), message);
          case 2 ->
              assertInstanceOf(
                  Authenticated.class, rig.login(index, "near", "of near", shared), message);
          case 3 -> rig.key(index, apiKey().text(), source);
          default -> {
            String user = random.nextBoolean() ? "far" : random.nextBoolean() ? "near" : "nobody";
            Authentication outcome = rig.login(index, user, "guess " + step, source);
            assertFalse(outcome instanceof Authenticated, message);
            throttled += outcome instanceof Throttled ? 1 : 0;
          }
        }
      }
      assertTrue(throttled > STEPS / 20, "seed " + seed + ": throttled " + throttled);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void aSourceComputesNoMoreWrongPasswordsThanItMay(long seed) {
    Random random = new Random(seed);
    try (LoginRig rig = new LoginRig()) {
      CredentialIndex index = index(consumer("batch", rig.password("basic", "right")));
      Duration passed = Duration.ofMinutes(30);
      for (int step = 0; step < 6000; step++) {
        rig.now.updateAndGet(now -> now.plusMillis(passed.toMillis() / 6000));
        rig.login(index, random.nextBoolean() ? "batch" : "u" + step, "guess" + step, "10.0.0.1");
      }

      // Ten at once and ten in each minute.
      int most = 10 + 10 * (int) passed.toMinutes() + 1;
      assertTrue(rig.computed.size() <= most, "seed " + seed + ": " + rig.computed.size());
    }
  }
}
