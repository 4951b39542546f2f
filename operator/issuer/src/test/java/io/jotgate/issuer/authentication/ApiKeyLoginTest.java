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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.Authentication.Throttled;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeyLoginTest {
  private static final String BROUGHT = "a-key-that-somebody-brought-0123456789";

  private final ApiKey key = apiKey();
  private final LoginRig rig = new LoginRig();
  private final CredentialIndex index =
      index(
          consumer("batch", key.verifier("main")),
          consumer("old", new OpaqueKeyVerifier("old", OpaqueKeyVerifier.hash(BROUGHT), null)));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aGeneratedKeyIsFoundByItsId() {
    Authenticated right = assertInstanceOf(Authenticated.class, rig.key(index, key.text(), SOURCE));

    assertEquals("batch", right.consumer().clientId());
    assertEquals(key.id(), right.keyId());
    assertEquals("main", right.credentialName());
    assertEquals("ApiKey", right.credentialType());
  }

  @Test
  void aBroughtKeyIsFoundByAllOfIt() {
    Authenticated right = assertInstanceOf(Authenticated.class, rig.key(index, BROUGHT, SOURCE));

    assertEquals("old", right.consumer().clientId());
    assertEquals("old", right.credentialName());
    assertEquals(new Rejected(Cause.UNKNOWN), rig.key(index, BROUGHT + "0", SOURCE));
  }

  @Test
  void theCauseOfARefusalIsForTheAudit() {
    CredentialIndex expired =
        index(
            consumer("batch", key.verifier("main").until(NOW)),
            expiring(
                "old", NOW, new OpaqueKeyVerifier("o", OpaqueKeyVerifier.hash(BROUGHT), null)));

    assertEquals(new Rejected(Cause.UNKNOWN), rig.key(index, apiKey().text(), SOURCE));
    assertEquals(new Rejected(Cause.MALFORMED), rig.key(index, key.text() + "x", SOURCE));
    assertEquals(new Rejected(Cause.EXPIRED), rig.key(expired, key.text(), SOURCE));
    assertEquals(new Rejected(Cause.EXPIRED), rig.key(expired, BROUGHT, SOURCE));
    assertEquals(new Rejected(Cause.MISSING), rig.present(index, new Presented.None(), SOURCE));
    assertEquals(new Rejected(Cause.SEVERAL), rig.present(index, new Presented.Several(), SOURCE));
  }

  @Test
  void whoFailsTooOftenIsToldWhenToComeBack() {
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Rejected.class, rig.key(index, apiKey().text(), SOURCE));
    }

    assertEquals(new Throttled(Duration.ofSeconds(6)), rig.key(index, apiKey().text(), SOURCE));
    assertInstanceOf(Rejected.class, rig.key(index, apiKey().text(), ELSEWHERE));
    rig.now.set(NOW.plusSeconds(6));
    assertInstanceOf(Rejected.class, rig.key(index, apiKey().text(), SOURCE));
  }

  @Test
  void anIdThatIsTriedFromManySourcesIsLimitedWhetherItExistsOrNot() {
    String unknown = apiKey().text();
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Rejected.class, rig.key(index, unknown, "10.0.0." + i));
    }

    assertInstanceOf(Throttled.class, rig.key(index, unknown, "10.0.1.1"));
  }

  @Test
  void aRightKeyPassesWhateverOthersDo() {
    for (int i = 0; i < 50; i++) {
      rig.key(index, apiKey().text(), SOURCE);
    }

    assertInstanceOf(Authenticated.class, rig.key(index, key.text(), SOURCE));
    assertInstanceOf(Authenticated.class, rig.key(index, BROUGHT, SOURCE));
  }

  @Test
  void requestsWithoutACredentialAreNoGuesses() {
    for (int i = 0; i < 50; i++) {
      rig.present(index, new Presented.None(), SOURCE);
    }

    assertInstanceOf(Rejected.class, rig.key(index, apiKey().text(), SOURCE));
  }

  @Test
  void theUseOfACredentialIsKnownByTheHour() {
    rig.key(index, key.text(), SOURCE);
    rig.now.set(NOW.plus(Duration.ofMinutes(61)));
    rig.key(index, BROUGHT, SOURCE);
    rig.key(index, apiKey().text(), SOURCE);

    assertEquals(
        Map.of(
            key.id(), NOW, OpaqueKeyVerifier.hash(BROUGHT).substring(0, 12), NOW.plusSeconds(3600)),
        rig.usage.snapshot(index));
    assertEquals(
        Map.of(key.id(), NOW), rig.usage.snapshot(index(consumer("b", key.verifier("m")))));
  }

  @Test
  void everyOutcomeIsToldByBoundedNames() {
    rig.key(index, key.text(), SOURCE);
    rig.key(index, apiKey().text(), SOURCE);
    rig.present(index, new Presented.None(), SOURCE);

    assertEquals(
        List.of("api_key accepted", "api_key unknown", "none missing"), List.copyOf(rig.told));
  }

  @Test
  void nothingThatIsPresentedShowsInText() {
    String all =
        new Presented.ApiKeyText("canary")
            + ""
            + new Presented.Password("canary", "canary")
            + new Presented.Assertion(Optional.of("canary"), "canary")
            + rig.key(index, key.text(), SOURCE);

    assertTrue(!all.contains("canary") && !all.contains(key.sha256Hex()), all);
  }
}
