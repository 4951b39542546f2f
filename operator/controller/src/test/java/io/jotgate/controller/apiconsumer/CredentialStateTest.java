package io.jotgate.controller.apiconsumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.ApiKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialStateTest {
  private static final ApiKey KEY = ApiKey.generate(new SecureRandom());
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ApiConsumer CONSUMER = Consumers.named("batch", "uid-1");

  @Test
  void isMissingWithoutASecret() {
    assertEquals(
        new CredentialState.Missing(), CredentialState.of(CONSUMER, "main", Optional.empty()));
  }

  @Test
  void isIssuedWhenTheSecretHoldsTheKeyThatWasIssued() {
    var issued = assertInstanceOf(CredentialState.Issued.class, read(secret()));

    assertEquals(KEY.verifier("main"), issued.ledger().current());
  }

  @Test
  void keepsTheIssuedKeyInForceWhenTheUserPutsAnotherValidKeyInItsPlace() {
    Secret secret = secret();
    secret.setData(Data.encoded(Map.of("apiKey", ApiKey.generate(new SecureRandom()).text())));

    var edited = assertInstanceOf(CredentialState.Edited.class, read(secret));

    assertEquals(Optional.of(KEY.verifier("main")), edited.inForce().map(KeyLedger::current));
  }

  @Test
  void isEditedWhenTheKeyIsGoneFromTheSecret() {
    Secret secret = secret();
    secret.setData(Map.of());

    assertInstanceOf(CredentialState.Edited.class, read(secret));
  }

  @Test
  void hasNoKeyInForceWhenTheAnnotationsWereEditedToo() {
    Secret secret =
        new SecretBuilder(secret())
            .editMetadata()
            .addToAnnotations("jotgate.io/credential-sha256", "nonsense")
            .endMetadata()
            .build();

    var edited = assertInstanceOf(CredentialState.Edited.class, read(secret));

    assertEquals(Optional.empty(), edited.inForce());
  }

  @Test
  void isLeftoverWhenTheSecretBelongsToADeletedNamesake() {
    Secret old = Consumers.secret(Consumers.named("batch", "uid-0"), KEY, NOON);

    var leftover = assertInstanceOf(CredentialState.Leftover.class, read(old));

    assertFalse(leftover.toString().contains(Data.encoded(Map.of("k", KEY.text())).get("k")));
  }

  @Test
  void isEditedAndNotReplacedWhenSomebodyTookTheOwnerAway() {
    Secret secret = secret();
    secret.getMetadata().setOwnerReferences(List.of());

    assertInstanceOf(CredentialState.Edited.class, read(secret));
  }

  @Test
  void isForeignWithoutOurLabels() {
    Secret secret = secret();
    secret.getMetadata().setLabels(Map.of());

    assertEquals(new CredentialState.Foreign(), read(secret));
  }

  private static CredentialState read(Secret secret) {
    return CredentialState.of(CONSUMER, "main", Optional.of(secret));
  }

  private static Secret secret() {
    return Consumers.secret(CONSUMER, KEY, NOON);
  }
}
