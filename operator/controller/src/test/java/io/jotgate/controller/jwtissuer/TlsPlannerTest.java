package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.controller.jwtissuer.TlsPlan.Problem;
import io.jotgate.controller.jwtissuer.TlsSource.Brought;
import io.jotgate.controller.jwtissuer.TlsSource.Missing;
import io.jotgate.controller.jwtissuer.TlsSource.Plain;
import io.jotgate.controller.jwtissuer.TlsSource.SelfSigned;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.SecretLookup;
import io.jotgate.controller.tls.PemPair;
import io.jotgate.controller.tls.ServerCertificates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which certificate the pods of a token service mount, and which ports lead to them. */
class TlsPlannerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PemPair PAIR = ServerCertificates.issuedAt(NOW);
  private static final Brought CORPORATE = new Brought("corporate");
  private static final SecretLookup GOOD = new SecretLookup.Found(secret(PAIR).build());

  @Test
  void mountsASecretThatHoldsACertificateWithItsKey() {
    TlsPlan plan = plan(CORPORATE, GOOD, Optional.of(new SelfSigned()));

    assertEquals(
        new TlsPlan(
            Serving.with(CORPORATE), Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(90)))),
        plan);
  }

  @Test
  void saysHowToCreateASecretThatDoesNotExist() {
    assertEquals(
        new Problem(
            IssuerReason.SecretNotFound,
            "Secret corporate does not exist: kubectl create secret tls corporate -n shop"
                + " --cert=tls.crt --key=tls.key && kubectl label secret corporate -n shop"
                + " jotgate.io/watch=true. Until then no pod gets ready"),
        problem(plan(CORPORATE, new SecretLookup.Absent(), Optional.empty())));
  }

  @Test
  void saysHowToLabelASecret() {
    assertEquals(
        new Problem(
            IssuerReason.SecretNotLabelled,
            "Secret corporate may not be read: kubectl label secret corporate -n shop"
                + " jotgate.io/watch=true. Until then the certificate of the operator stays"),
        problem(plan(CORPORATE, new SecretLookup.NotLabelled(), Optional.of(new SelfSigned()))));
  }

  @Test
  void doesNotMountASecretThatMayNotBeRead() {
    assertEquals(
        Serving.with(new Missing()),
        plan(CORPORATE, new SecretLookup.NotLabelled(), Optional.empty()).serving());
  }

  @Test
  void refusesASecretOfAnotherType() {
    Secret opaque = secret(PAIR).withType("Opaque").build();

    assertEquals(
        IssuerReason.SecretInvalid,
        problem(plan(CORPORATE, new SecretLookup.Found(opaque), Optional.empty())).reason());
  }

  @Test
  void refusesASecretThatTheOperatorMade() {
    Secret own =
        secret(PAIR)
            .editMetadata()
            .addToLabels(JotgateLabels.ofIssuer("login"))
            .endMetadata()
            .build();

    assertEquals(
        "Secret corporate belongs to the operator: name a Secret of your own. Until then no pod gets"
            + " ready",
        problem(plan(CORPORATE, new SecretLookup.Found(own), Optional.empty())).message());
  }

  @Test
  void tellsOfACertificateThatHasExpiredAndLeavesItMounted() {
    TlsPlan plan =
        TlsPlanner.plan(
            facts(CORPORATE, Optional.of(GOOD), Optional.of(CORPORATE), Set.of()),
            NOW.plus(Duration.ofDays(91)));

    assertEquals(Serving.with(CORPORATE), plan.serving());
    assertEquals(
        "Secret corporate has a certificate that expired at 2026-04-01T00:00:00Z: replace it,"
            + " kubectl create secret tls corporate -n shop --cert=tls.crt --key=tls.key"
            + " --dry-run=client -o yaml | kubectl apply -f -. Until then pods keep the last good"
            + " certificate of Secret corporate",
        problem(plan).message());
  }

  static List<TlsSource> mounted() {
    return List.of(new SelfSigned(), new Brought("before"), new Plain());
  }

  @ParameterizedTest
  @MethodSource("mounted")
  void leavesWhatPodsMountUntilTheNextSecretIsGood(TlsSource before) {
    Secret broken = secret(new PemPair(PAIR.certificate(), "")).build();

    TlsPlan plan = plan(CORPORATE, new SecretLookup.Found(broken), Optional.of(before));

    assertEquals(Serving.with(before), plan.serving());
  }

  @ParameterizedTest
  @MethodSource("mounted")
  void leadsToPodsOfBothKindsWhileTheyAreReplaced(TlsSource before) {
    TlsSource after = before instanceof Plain ? new SelfSigned() : new Plain();

    Serving during =
        TlsPlanner.plan(
                facts(after, Optional.empty(), Optional.of(before), Set.of(before.port())), NOW)
            .serving();
    Serving done =
        TlsPlanner.plan(
                facts(after, Optional.empty(), Optional.of(after), Set.of(after.port())), NOW)
            .serving();

    assertEquals(Set.of(ClientPort.HTTPS, ClientPort.HTTP), during.ports());
    assertEquals(Set.of(after.port()), done.ports());
  }

  private static TlsPlan plan(TlsSource wanted, SecretLookup brought, Optional<TlsSource> mounted) {
    return TlsPlanner.plan(facts(wanted, Optional.of(brought), mounted, Set.of()), NOW);
  }

  private static TlsPlanner.Facts facts(
      TlsSource wanted,
      Optional<SecretLookup> brought,
      Optional<TlsSource> mounted,
      Set<ClientPort> served) {
    return new TlsPlanner.Facts("login", "shop", wanted, brought, mounted, served);
  }

  private static Problem problem(TlsPlan plan) {
    return plan.problem().orElseThrow();
  }

  private static SecretBuilder secret(PemPair pair) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("corporate")
        .withNamespace("shop")
        .addToLabels(JotgateLabels.WATCH, "true")
        .endMetadata()
        .withType("kubernetes.io/tls")
        .withData(
            Data.encoded(Map.of("tls.crt", pair.certificate(), "tls.key", pair.privateKey())));
  }
}
