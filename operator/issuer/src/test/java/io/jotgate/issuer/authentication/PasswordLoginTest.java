package io.jotgate.issuer.authentication;

import static io.jotgate.issuer.authentication.LoginRig.ELSEWHERE;
import static io.jotgate.issuer.authentication.LoginRig.NOW;
import static io.jotgate.issuer.authentication.LoginRig.SOURCE;
import static io.jotgate.issuer.authentication.LoginRig.apiKey;
import static io.jotgate.issuer.authentication.LoginRig.consumer;
import static io.jotgate.issuer.authentication.LoginRig.expiring;
import static io.jotgate.issuer.authentication.LoginRig.index;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.Authentication.Throttled;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AuthenticationConfig;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordLoginTest {
  private final LoginRig rig = new LoginRig();
  private final ApiKey key = apiKey();
  private final CredentialIndex index =
      index(
          consumer("batch", rig.password("basic", "correct horse"), key.verifier("main")),
          consumer("keys-only", apiKey().verifier("main")));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theRightPasswordOfTheClientPasses() {
    Authenticated right =
        assertInstanceOf(Authenticated.class, rig.login(index, "batch", "correct horse", SOURCE));

    assertEquals("basic", right.credentialName());
    assertEquals("Basic", right.credentialType());
    assertEquals(right.keyId(), rig.usage.snapshot(index).keySet().iterator().next());
  }

  @Test
  void unknownAndWrongAndExpiredComputeTheSameNumberOfHashes() {
    CredentialIndex many =
        index(
            consumer("batch", rig.password("a", "one")),
            expiring("gone", NOW, rig.password("b", "two")),
            consumer("old", rig.password("c", "three", NOW)),
            consumer("keys-only", key.verifier("main")));

    assertEquals(1, computations(many, "batch", "x", Cause.WRONG));
    assertEquals(1, computations(many, "nobody", "x", Cause.UNKNOWN));
    assertEquals(1, computations(many, "keys-only", "x", Cause.UNKNOWN));
    assertEquals(1, computations(many, "gone", "two", Cause.EXPIRED));
    assertEquals(1, computations(many, "old", "three", Cause.EXPIRED));
    assertEquals(1, computations(many, "keys-only", apiKey().text(), Cause.UNKNOWN));
  }

  @Test
  void aUserWhoDoesNotExistCostsWhatOneWhoDoesCostsEachTime() {
    CredentialIndex many =
        index(
            consumer("one", rig.password("a", "1")),
            consumer(
                "three", rig.password("a", "1"), rig.password("b", "2"), rig.password("c", "3")));
    for (int user = 0; user < 20; user++) {
      int first = computations(many, "nobody" + user, "x", Cause.UNKNOWN);
      int second = computations(many, "nobody" + user, "y", Cause.UNKNOWN);

      assertEquals(first, second);
      assertEquals(first == 1 ? 1 : 3, first);
    }
  }

  @Test
  void thePasswordOfAnotherNeverPasses() {
    CredentialIndex one = index(consumer("batch", rig.password("a", "shared")));

    for (int user = 0; user < 5; user++) {
      assertEquals(
          new Rejected(Cause.UNKNOWN), rig.login(one, "nobody" + user, "shared", "10.0.0." + user));
    }
  }

  @Test
  void whereNobodyHasAPasswordNothingIsComputed() {
    CredentialIndex none = index(consumer("keys-only", key.verifier("main")));

    assertEquals(new Rejected(Cause.UNKNOWN), rig.login(none, "keys-only", "x", SOURCE));
    assertEquals(List.of(), rig.computed);
  }

  @Test
  void allPasswordsOfAClientAreGood() {
    CredentialIndex four =
        index(
            consumer(
                "batch",
                rig.password("a", "1"),
                rig.password("b", "2", NOW),
                rig.password("c", "3"),
                rig.password("d", "4")));

    assertInstanceOf(Authenticated.class, rig.login(four, "batch", "1", SOURCE));
    assertEquals(new Rejected(Cause.EXPIRED), rig.login(four, "batch", "2", SOURCE));
    assertInstanceOf(Authenticated.class, rig.login(four, "batch", "4", SOURCE));
  }

  @Test
  void aRightLoginIsNotComputedAgainForAMinute() {
    rig.login(index, "batch", "correct horse", SOURCE);
    rig.now.set(NOW.plusSeconds(59));
    rig.login(index, "batch", "correct horse", ELSEWHERE);
    assertEquals(1, rig.computed.size());

    rig.now.set(NOW.plusSeconds(60));
    rig.login(index, "batch", "correct horse", SOURCE);
    assertEquals(2, rig.computed.size());
  }

  @Test
  void aWrongLoginIsComputedEachTime() {
    rig.login(index, "batch", "wrong", SOURCE);
    rig.login(index, "batch", "wrong", SOURCE);

    assertEquals(2, rig.computed.size());
  }

  @Test
  void aRememberedLoginEndsWithThePasswordOrTheClient() {
    CredentialIndex before = index(consumer("batch", rig.password("basic", "first")));
    CredentialIndex after = index(consumer("batch", rig.password("basic", "second")));
    CredentialIndex ending =
        index(
            expiring(
                "batch",
                NOW.plusSeconds(30),
                before.client("batch").orElseThrow().passwords().getFirst().verifier()));
    assertInstanceOf(Authenticated.class, rig.login(before, "batch", "first", SOURCE));

    assertEquals(new Rejected(Cause.WRONG), rig.login(after, "batch", "first", SOURCE));
    assertInstanceOf(Authenticated.class, rig.login(ending, "batch", "first", SOURCE));
    rig.now.set(NOW.plusSeconds(30));
    assertEquals(new Rejected(Cause.EXPIRED), rig.login(ending, "batch", "first", SOURCE));
  }

  @Test
  void aRememberedLoginSurvivesTheChangeOfAnotherClient() {
    CredentialIndex more =
        index(
            index.client("batch").orElseThrow().consumer(),
            consumer("new", rig.password("basic", "other")));
    rig.login(index, "batch", "correct horse", SOURCE);

    assertInstanceOf(Authenticated.class, rig.login(more, "batch", "correct horse", SOURCE));
    assertEquals(1, rig.computed.size());
  }

  @Test
  void afterTooManyFailuresNothingIsComputedForASource() {
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Rejected.class, rig.login(index, "user" + i, "x", SOURCE));
    }

    assertEquals(new Throttled(Duration.ofSeconds(6)), rig.login(index, "batch", "guess", SOURCE));
    assertEquals(10, rig.computed.size());
  }

  @Test
  void failuresAtAnotherSourceLockNobodyOut() {
    rig.config = LoginRig.config(1000, 60, 3, 300);
    for (int i = 0; i < 10; i++) {
      rig.login(index, "batch", "guess" + i, SOURCE);
    }

    assertInstanceOf(Throttled.class, rig.login(index, "batch", "guess", SOURCE));
    assertInstanceOf(Authenticated.class, rig.login(index, "batch", "correct horse", ELSEWHERE));
  }

  @Test
  void aClientThatWasRightBeforeIsNotLockedOutByItsNeighbours() {
    rig.login(index, "batch", "correct horse", SOURCE);
    rig.now.set(NOW.plus(Duration.ofHours(1)));
    for (int i = 0; i < 30; i++) {
      rig.login(index, "batch", "guess" + i, SOURCE);
      rig.login(index, "nobody", "guess" + i, SOURCE);
    }
    assertInstanceOf(Throttled.class, rig.login(index, "batch", "guess", SOURCE));

    assertInstanceOf(Authenticated.class, rig.login(index, "batch", "correct horse", SOURCE));
  }

  @Test
  void anApiKeyOfTheClientIsAPasswordToo() {
    Authenticated right =
        assertInstanceOf(Authenticated.class, rig.login(index, "batch", key.text(), SOURCE));

    assertEquals(key.id(), right.keyId());
    assertEquals(Set.of(key.id()), rig.usage.snapshot(index).keySet());
    assertEquals(List.of(), rig.computed);
    assertInstanceOf(Rejected.class, rig.login(index, "keys-only", key.text(), SOURCE));
  }

  @Test
  void passwordsThatAreSwitchedOffAreNotLookedAt() {
    AuthenticationConfig some = rig.config;
    rig.config =
        new AuthenticationConfig(
            true,
            some.apiKeyHeaders(),
            false,
            some.basicRealm(),
            some.failuresPerSource(),
            some.failuresPerCredential(),
            List.of());

    assertInstanceOf(Rejected.class, rig.login(index, "batch", "correct horse", SOURCE));
    assertInstanceOf(Authenticated.class, rig.login(index, "batch", key.text(), SOURCE));
    assertEquals(List.of(), rig.computed);
  }

  private int computations(CredentialIndex in, String user, String password, Cause cause) {
    rig.computed.clear();
    // A source of its own, so that no throttle counts them together.
    assertEquals(
        new Rejected(cause), rig.login(in, user, password, "of " + user + " and " + password));
    return rig.computed.size();
  }
}
