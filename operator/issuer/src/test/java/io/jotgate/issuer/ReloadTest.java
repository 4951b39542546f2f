package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.jose.GeneratedKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes into force when the mounted files change under a running service. */
class ReloadTest {
  private static final Instant LATER = RunningIssuer.NOW.plusSeconds(60);

  private RunningIssuer issuer;

  @BeforeEach
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.in(directory);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void saysWhatItHasLoaded() {
    IssuerState state = issuer.state();

    assertEquals(
        new IssuerState(
            "login-0",
            Keys.OWNER,
            3,
            List.of(issuer.firstKey.kid()),
            issuer.firstKey.kid(),
            CredentialsCodec.read(RunningIssuer.credentials(RunningIssuer.consumer(issuer.apiKey)))
                .revision(),
            IssuerConfigCodec.hash(RunningIssuer.config()),
            true,
            "SunEC"),
        state);
  }

  @Test
  void publishesANewKeyBeforeItSignsAndTheOldOneAfter() {
    GeneratedKey second = Keys.generate();
    KeyRing signing = Keys.signingWith(issuer.firstKey, RunningIssuer.NOW);
    KeyRing prepared = Keys.preparedIn(signing, KeySlot.B, second, LATER);
    issuer
        .mount
        .with("signing-b.json", Keys.slot(second))
        .with("ring.json", Keys.ring(prepared))
        .publish();
    issuer.awaitEpoch(4);
    assertEquals(List.of(issuer.firstKey.kid(), second.kid()), Tokens.servedKids(issuer));
    assertEquals(issuer.firstKey.kid(), Tokens.issue(issuer).kid());

    issuer.mount.with("ring.json", Keys.ring(Keys.activated(prepared, LATER))).publish();
    issuer.awaitEpoch(5);
    assertEquals(List.of(issuer.firstKey.kid(), second.kid()), Tokens.servedKids(issuer));
    assertEquals(second.kid(), Tokens.issue(issuer).kid());
    assertEquals(second.kid(), issuer.state().activeKid());
  }

  @Test
  void tokensOfBothKeysVerifyByTheKeysServedAfterARotation() {
    Tokens.Issued before = Tokens.issue(issuer);
    GeneratedKey second = Keys.generate();
    KeyRing prepared =
        Keys.preparedIn(
            Keys.signingWith(issuer.firstKey, RunningIssuer.NOW), KeySlot.B, second, LATER);
    issuer
        .mount
        .with("signing-b.json", Keys.slot(second))
        .with("ring.json", Keys.ring(Keys.activated(prepared, LATER)))
        .publish();
    issuer.awaitEpoch(5);

    Tokens.verify(issuer, before.token());
    Tokens.verify(issuer, Tokens.issue(issuer).token());
  }

  @Test
  void doesNotSignWithAKeyThatTheRingHasDemoted() {
    KeyRing prepared =
        Keys.preparedIn(
            Keys.signingWith(issuer.firstKey, RunningIssuer.NOW),
            KeySlot.B,
            Keys.generate(),
            LATER);
    // The second key signs now, but its private half has not come.
    issuer.mount.with("ring.json", Keys.ring(Keys.activated(prepared, LATER))).publish();
    issuer.awaitEpoch(5);

    HttpResponse<String> response = issuer.send(issuer.authWithKey());

    assertEquals(503, response.statusCode());
    assertEquals(List.of("5"), response.headers().allValues("Retry-After"));
    assertTrue(response.body().contains("temporarily_unavailable"));
    assertEquals("signing-key\n", issuer.management("/readyz").body());
    assertEquals(503, issuer.management("/readyz").statusCode());
  }

  @Test
  void refusesARingOfALowerEpoch() {
    KeyRing signing = Keys.signingWith(issuer.firstKey, RunningIssuer.NOW);
    GeneratedKey second = Keys.generate();
    KeyRing activated = Keys.activated(Keys.preparedIn(signing, KeySlot.B, second, LATER), LATER);
    issuer
        .mount
        .with("signing-b.json", Keys.slot(second))
        .with("ring.json", Keys.ring(activated))
        .publish();
    issuer.awaitEpoch(5);

    issuer.mount.with("ring.json", Keys.ring(signing)).publish();
    awaitLoadProblem("ring.json");

    assertEquals(5, issuer.state().ringEpoch());
    assertEquals(second.kid(), Tokens.issue(issuer).kid());
  }

  @Test
  void takesTheRingOfANewOwnerWhateverItsEpoch() {
    GeneratedKey other = Keys.generate();
    KeyRing ring =
        Keys.preparedIn(KeyRing.create("new-uid", 0), KeySlot.A, other, LATER)
            .activate(LATER, Keys.MAX_TTL, demoted -> null, Optional.empty());

    issuer
        .mount
        .with("ring.json", Keys.ring(ring))
        .with("signing-a.json", Keys.slot(other, "new-uid"))
        .publish();

    await().until(() -> "new-uid".equals(issuer.state().ringOwnerUid()));
    assertEquals(other.kid(), Tokens.issue(issuer).kid());
  }

  @Test
  void goesOnWhenEveryFileVanishes() {
    IssuerState before = issuer.state();
    for (String name :
        List.of(
            "ring.json",
            "signing-a.json",
            "issuer.json",
            "credentials.json",
            "tls.crt",
            "tls.key")) {
      issuer.mount.without(name);
    }
    issuer.mount.with("unrelated", "").publish();
    publishAndSee("credentials.json", RunningIssuer.credentials());

    assertEquals(before.ringEpoch(), issuer.state().ringEpoch());
    assertEquals(before.activeKid(), issuer.state().activeKid());
    assertEquals(before.configHash(), issuer.state().configHash());
    assertEquals(true, issuer.state().ready());
  }

  @Test
  void goesOnWithWhatItHasWhenFilesAreBroken() {
    for (String name :
        List.of("ring.json", "signing-a.json", "issuer.json", "credentials.json", "tls.crt")) {
      issuer.mount.with(name, "{\"broken\":");
    }
    IssuerState before = issuer.state();
    issuer.mount.publish();
    awaitLoadProblem("credentials.json");
    awaitLoadProblem("tls.crt");

    assertEquals(before, issuer.state());
    assertEquals(issuer.firstKey.kid(), Tokens.issue(issuer).kid());
  }

  @Test
  void doesNotUseAPrivateHalfThatIsNotThatOfThePublishedKey(@TempDir Path other) {
    GeneratedKey stranger = Keys.generate();
    try (RunningIssuer empty = RunningIssuer.withoutFiles(other)) {
      String forged = Keys.slot(stranger).replace(stranger.kid(), empty.firstKey.kid());
      empty.mount.with("signing-a.json", forged).publish();
      empty.awaitEpoch(3);

      assertEquals(null, empty.state().activeKid());
      assertEquals(503, empty.send(empty.authWithKey()).statusCode());
    }
  }

  @Test
  void doesNotUseAPrivateHalfOfAnotherOwner(@TempDir Path other) {
    try (RunningIssuer empty = RunningIssuer.withoutFiles(other)) {
      empty.mount.with("signing-a.json", Keys.slot(empty.firstKey, "other-uid")).publish();
      empty.awaitEpoch(3);

      assertEquals(null, empty.state().activeKid());
      empty.mount.with("signing-a.json", Keys.slot(empty.firstKey)).publish();
      empty.awaitReady(true);
    }
  }

  @Test
  void loadsConsumersWithoutRestart() {
    ApiKey second = ApiKey.generate(new SecureRandom());
    assertEquals(401, issuer.send(issuer.auth().header("apikey", second.text())).statusCode());

    publishAndSee("credentials.json", RunningIssuer.credentials(RunningIssuer.consumer(second)));

    assertEquals(200, issuer.send(issuer.auth().header("apikey", second.text())).statusCode());
    assertEquals(401, issuer.send(issuer.authWithKey()).statusCode());
  }

  @Test
  void loadsSettingsWithoutRestart() {
    IssuerConfig old = RunningIssuer.config();
    IssuerConfig changed =
        new IssuerConfig(
            "https://other.example",
            old.audiences(),
            30,
            old.maxTtlSeconds(),
            AuthenticationConfig.ofHeaders("x-key"),
            old.scopes(),
            old.jwksMaxAgeSeconds(),
            old.response(),
            old.claims());
    issuer.mount.with("issuer.json", IssuerConfigCodec.write(changed)).publish();
    await().until(() -> IssuerConfigCodec.hash(changed).equals(issuer.state().configHash()));

    HttpResponse<String> response =
        issuer.send(issuer.auth().header("X-Key", issuer.apiKey.text()));

    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("\"expires_in\":30"));
    assertEquals(401, issuer.send(issuer.authWithKey()).statusCode());
  }

  @Test
  void capsTheLifeOfTokensAtWhatTheRingAllowsTheKey() {
    KeyRing signing =
        Keys.preparedIn(KeyRing.create("uid-2", 0), KeySlot.A, issuer.firstKey, LATER)
            .activate(LATER, Duration.ofSeconds(45), demoted -> null, Optional.empty());
    issuer
        .mount
        .with("ring.json", Keys.ring(signing))
        .with("signing-a.json", Keys.slot(issuer.firstKey, "uid-2"))
        .publish();
    await().until(() -> "uid-2".equals(issuer.state().ringOwnerUid()));

    assertTrue(issuer.send(issuer.authWithKey()).body().contains("\"expires_in\":45"));
  }

  @Test
  void tokensAreNeverIssuedBeforeAnEarlierOne() {
    long first = Tokens.issue(issuer).issuedAt();
    issuer.now.set(RunningIssuer.NOW.minusSeconds(20));

    assertEquals(first, Tokens.issue(issuer).issuedAt());
  }

  @Test
  void startsEmptyAndServesWhenTheFilesCome(@TempDir Path other) {
    try (RunningIssuer empty = RunningIssuer.withoutFiles(other)) {
      assertEquals(200, empty.management("/livez").statusCode());
      HttpResponse<String> notReady = empty.management("/readyz");
      assertEquals(503, notReady.statusCode());
      assertEquals("ring\nsigning-key\nconfig\ntls\n", notReady.body());

      empty.mount.publish();

      empty.awaitReady(true);
      assertEquals(200, empty.management("/readyz").statusCode());
      assertEquals(200, empty.send(empty.authWithKey()).statusCode());
    }
  }

  private void publishAndSee(String name, String credentials) {
    Credentials wanted = CredentialsCodec.read(credentials);
    issuer.mount.with(name, credentials).publish();
    await().until(() -> wanted.revision().equals(issuer.state().credentialsRevision()));
  }

  private void awaitLoadProblem(String file) {
    await()
        .until(
            () ->
                issuer
                    .management("/metrics")
                    .body()
                    .contains("jotgate_issuer_load_problems_total{file=\"" + file + "\"}"));
  }
}
