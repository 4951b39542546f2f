package io.jotgate.controller.apiconsumer;

import static io.jotgate.controller.Expectations.assertCondition;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.consent.Applicant;
import io.jotgate.controller.consent.Consent;
import io.jotgate.controller.consent.IssuerId;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiConsumerStatusFactoryTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ApiKey KEY = ApiKey.generate(new SecureRandom());
  private static final Optional<JwtIssuer> ISSUER = Optional.of(issuer());

  private final ApiConsumer consumer = Consumers.named("batch", "uid-1");
  private final CredentialState issued = Consumers.issued(consumer, KEY, NOON);
  private List<Map<String, String>> usage = List.of();
  private final ConsumerEntry entry =
      ApiConsumerObjects.entry(consumer, List.of(KEY.verifier("main")));

  @Test
  void waitsUntilTheIssuerHasTheConsumerAmongItsCredentials() {
    assertEquals("False Propagating", ready(consumer, issued, ISSUER, Optional.empty()));
    assertEquals(
        "False Propagating", ready(consumer, issued, ISSUER, credentials(true, List.of())));
  }

  @Test
  void waitsUntilEveryPodHasAcknowledged() {
    assertEquals(
        "False Propagating", ready(consumer, issued, ISSUER, credentials(false, List.of(entry))));
  }

  @Test
  void isReadyWhenEveryPodHasAcknowledged() {
    assertEquals("True Ready", ready(consumer, issued, ISSUER, credentials(true, List.of(entry))));
  }

  @Test
  void staysReadyWhileNewerCredentialsWithTheSameEntryPropagate() {
    becomesReady();

    assertEquals("True Ready", ready(consumer, issued, ISSUER, credentials(false, List.of(entry))));
  }

  @Test
  void waitsAgainWhenTheKeyWasReplaced() {
    becomesReady();
    ApiKey next = ApiKey.generate(new SecureRandom());
    CredentialState replaced = Consumers.issued(consumer, next, NOON);
    ConsumerEntry changed = ApiConsumerObjects.entry(consumer, List.of(next.verifier("main")));

    assertEquals(
        "False Propagating",
        ready(consumer, replaced, ISSUER, credentials(false, List.of(changed))));
  }

  @Test
  void waitsAgainWhenTheSpecChanged() {
    becomesReady();
    consumer.getMetadata().setGeneration(2L);

    assertEquals(
        "False Propagating", ready(consumer, issued, ISSUER, credentials(false, List.of(entry))));
  }

  @Test
  void isStalledWithoutTheIssuer() {
    assertEquals(
        "False IssuerNotFound", ready(consumer, issued, Optional.empty(), Optional.empty()));
  }

  @Test
  void isSuspendingUntilEveryPodHasDroppedTheConsumer() {
    ApiConsumer suspended = Consumers.suspended(consumer);

    assertEquals(
        "False Suspending", ready(suspended, issued, ISSUER, credentials(true, List.of(entry))));
    assertEquals(
        "False Suspending", ready(suspended, issued, ISSUER, credentials(false, List.of())));
    assertEquals("True Suspended", ready(suspended, issued, ISSUER, credentials(true, List.of())));
  }

  @Test
  void tellsThatAnEditedKeyNeedsAPerson() {
    CredentialState edited =
        new CredentialState.Edited(
            Optional.of(KeyLedger.first(KEY.verifier("main"), Optional.empty(), NOON)));

    assertEquals(
        "False ApiKeyEdited", ready(consumer, edited, ISSUER, credentials(true, List.of(entry))));
  }

  @Test
  void staysReadyWhileAKeyIsReplaced() {
    becomesReady();
    ApiKey next = ApiKey.generate(new SecureRandom());
    KeyLedger prepared =
        KeyLedger.first(KEY.verifier("main"), Optional.empty(), NOON)
            .prepared(next.verifier("main"), Optional.empty());
    CredentialState rotating = new CredentialState.Issued(prepared, new Secret());

    assertEquals(
        "True Ready", ready(consumer, rotating, ISSUER, credentials(true, List.of(entry))));

    ConsumerEntry both =
        ApiConsumerObjects.entry(consumer, List.of(KEY.verifier("main"), next.verifier("main")));
    CredentialState promoted =
        new CredentialState.Issued(prepared.promoted(Duration.ofHours(1), NOON), new Secret());
    assertEquals("True Ready", ready(consumer, promoted, ISSUER, credentials(true, List.of(both))));
  }

  @Test
  void tellsThatItEndsSoonAndThatItHasEnded() {
    Instant end = Instant.parse("2026-01-11T00:00:00Z");
    consumer.setSpec(Consumers.expiring(consumer, end));

    ApiConsumerStatus soon = status(consumer, issued, ISSUER, loaded(), end.minusSeconds(60));
    assertCondition(soon.conditions(), "Expiring", "True", "ExpiresSoon");
    assertCondition(soon.conditions(), "Ready", "True", "Ready");
    ApiConsumerStatus over = status(consumer, issued, ISSUER, loaded(), end);
    assertCondition(over.conditions(), "Expiring", "True", "Expired");
    assertCondition(over.conditions(), "Ready", "False", "Expired");
    ApiConsumerStatus early =
        status(consumer, issued, ISSUER, loaded(), end.minus(Duration.ofDays(2)));
    assertCondition(early.conditions(), "Expiring", "False", "NotExpiring");
  }

  @Test
  void givesAnEqualStatusForEqualFactsLater() {
    becomesReady();

    assertEquals(
        consumer.getStatus(),
        status(
            consumer, issued, ISSUER, credentials(true, List.of(entry)), NOON.plusSeconds(3600)));
  }

  @Test
  void tellsTheLatestHourInWhichACredentialWasUsedAndNeverAnEarlierOne() {
    usage =
        List.of(Map.of(KEY.id(), "2026-01-01T10:00:00Z"), Map.of(KEY.id(), "2026-01-01T11:00:00Z"));
    becomesReady();
    assertEquals("2026-01-01T11:00:00Z", lastUsed());

    usage = List.of(Map.of(KEY.id(), "2026-01-01T09:00:00Z"), Map.of());
    becomesReady();
    assertEquals("2026-01-01T11:00:00Z", lastUsed());
  }

  private @Nullable String lastUsed() {
    return Objects.requireNonNull(consumer.getStatus().credentials()).getFirst().lastUsedTime();
  }

  private Optional<Secret> loaded() {
    return credentials(
        true, List.of(ApiConsumerObjects.entry(consumer, List.of(KEY.verifier("main")))));
  }

  private void becomesReady() {
    consumer.setStatus(status(consumer, issued, ISSUER, credentials(true, List.of(entry)), NOON));
  }

  private String ready(
      ApiConsumer consumer,
      CredentialState state,
      Optional<JwtIssuer> issuer,
      Optional<Secret> credentials) {
    ApiConsumerStatus status = status(consumer, state, issuer, credentials, NOON);
    Condition ready = Conditions.find(status.conditions(), "Ready").orElseThrow();
    return ready.getStatus() + " " + ready.getReason();
  }

  private ApiConsumerStatus status(
      ApiConsumer consumer,
      CredentialState state,
      Optional<JwtIssuer> issuer,
      Optional<Secret> credentials,
      Instant now) {
    var view =
        IssuerView.of(
            "login",
            Consent.ofConsumer(
                new Applicant(consumer, Map.of(), List.of(consumer)),
                new IssuerId("shop", "login"),
                issuer),
            "batch",
            credentials);
    var reports = List.of(GeneratedKeys.report(Consumers.main(), state, "batch-main"));
    var entry = ApiConsumerObjects.entry(consumer, CredentialReports.verifiers(reports));
    var facts = new ApiConsumerStatusFactory.Facts(reports, entry, Optional.empty(), usage);
    return new ApiConsumerStatusFactory(consumer, facts, List.of(view), now).status();
  }

  private static Optional<Secret> credentials(boolean acknowledged, List<ConsumerEntry> consumers) {
    Credentials credentials = Credentials.of(consumers);
    return Optional.of(
        new SecretBuilder()
            .withNewMetadata()
            .withName("login-credentials")
            .addToAnnotations("jotgate.io/revision", credentials.revision())
            .addToAnnotations(
                "jotgate.io/acknowledged-revision", acknowledged ? credentials.revision() : "old")
            .endMetadata()
            .withData(Data.encoded(Map.of("credentials.json", CredentialsCodec.write(credentials))))
            .build());
  }

  private static JwtIssuer issuer() {
    var issuer = new JwtIssuer();
    issuer.getMetadata().setName("login");
    return issuer;
  }
}
