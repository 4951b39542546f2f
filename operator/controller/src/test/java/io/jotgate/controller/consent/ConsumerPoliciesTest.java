package io.jotgate.controller.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.consent.Consent.ConsentReason;
import io.jotgate.controller.consent.Consent.Verdict;
import io.jotgate.issuer.model.AssertableClaim;
import io.jotgate.issuer.model.ConsumerEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a consumer of another namespace gets of an issuer. */
class ConsumerPoliciesTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final IssuerId LOGIN = new IssuerId("auth", "login");
  private static final Map<String, String> RETAIL = Map.of("jotgate", "retail");

  private static final String READERS =
      """
      - namespaces: {matchLabels: {jotgate: retail}}
        scopes: [orders:read, refunds:read]
        audiences: [orders-api]
        groups: [readers]
        attributes: {role: [reader, guest]}
        assertableClaims: [userID]
        maxCredentials: 3
      """;

  private static final String WRITERS =
      """
      - namespaces: {matchLabels: {jotgate: retail, tier: gold}}
        scopes: [orders:write]
        audiences: [billing-api]
        attributes: {role: [editor]}
        maxCredentials: 5
      """;

  @Test
  void getsNothingWithoutAPolicy() {
    Verdict verdict = verdict(consumer("batch", ""), RETAIL, issuer(""));

    assertEquals(ConsentReason.NotAllowedByIssuer, verdict.reason());
    assertEquals(
        "JwtIssuer auth/login does not exist, or accepts no consumers of namespace retail: its"
            + " spec.consumerPolicies have to name a label of the namespace",
        verdict.message());
  }

  @Test
  void cannotTellAnIssuerThatRefusesItFromOneThatIsNotThere() {
    ApiConsumer consumer = consumer("batch", "");

    assertEquals(
        Consent.ofConsumer(applicant(consumer, RETAIL), LOGIN, Optional.empty()),
        verdict(consumer, Map.of(), issuer(READERS)));
  }

  @Test
  void cannotGrantItselfAnythingByItsOwnLabels() {
    ApiConsumer consumer = consumer("batch", "");
    consumer.getMetadata().setLabels(RETAIL);

    assertEquals(
        ConsentReason.NotAllowedByIssuer, verdict(consumer, Map.of(), issuer(READERS)).reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- {namespaces: {matchLabels: {}}, audiences: [orders-api]}",
        "- {namespaces: {}, audiences: [orders-api]}",
        "- {audiences: [orders-api]}",
      })
  void aSelectorThatNamesNoLabelNamesNobody(String policy) {
    assertEquals(
        ConsentReason.NotAllowedByIssuer,
        verdict(consumer("batch", ""), RETAIL, issuer(policy)).reason());
  }

  @Test
  void getsOfWhatItAsksForWhatIsGranted() {
    Verdict verdict = verdict(consumer("batch", ""), RETAIL, issuer(READERS));

    assertEquals(
        Optional.of(
            new ConsumerEntry(
                "retail/batch",
                "uid",
                List.of("orders:read"),
                List.of("orders-api"),
                List.of("readers"),
                Map.of("role", "reader"),
                List.of(new AssertableClaim("userID", "[a-z]+")),
                60L,
                null,
                List.of())),
        verdict.granted(
            entry(
                List.of("orders:read", "orders:write"),
                List.of("orders-api", "billing-api"),
                Map.of("role", "reader", "tier", "gold")),
            "retail/batch"));
  }

  @Test
  void getsTheGrantedAudiencesWhenItAsksForNone() {
    Verdict verdict = verdict(consumer("batch", ""), RETAIL, issuer(READERS));

    assertEquals(
        List.of("orders-api"),
        verdict
            .granted(entry(List.of(), List.of(), Map.of()), "retail/batch")
            .orElseThrow()
            .audiences());
  }

  /** An entry without audiences stands for all of them. */
  @Test
  void getsNothingWhenNoneOfItsAudiencesIsGranted() {
    JwtIssuer issuer = issuer(READERS);
    assertEquals(
        ConsentReason.NotAllowedByIssuer,
        verdict(consumer("batch", "audiences: [billing-api]"), RETAIL, issuer).reason());

    Verdict accepted = verdict(consumer("batch", ""), RETAIL, issuer);
    assertEquals(
        Optional.empty(),
        accepted.granted(entry(List.of(), List.of("forged-api"), Map.of()), "retail/batch"));
  }

  @Test
  void doesNotGetAValueThatIsNotAmongThoseOfTheAttribute() {
    Verdict verdict = verdict(consumer("batch", ""), RETAIL, issuer(READERS));

    assertEquals(
        Map.of(),
        verdict
            .granted(entry(List.of(), List.of(), Map.of("role", "admin")), "retail/batch")
            .orElseThrow()
            .attributes());
  }

  @Test
  void hasWhatAnyOfSeveralPoliciesGrants() {
    Map<String, String> gold = Map.of("jotgate", "retail", "tier", "gold");
    ConsumerEntry asked =
        entry(List.of("orders:read", "orders:write"), List.of(), Map.of("role", "editor"));

    ConsumerEntry granted =
        verdict(consumer("batch", ""), gold, issuer(READERS + WRITERS))
            .granted(asked, "retail/batch")
            .orElseThrow();

    assertEquals(List.of("orders:read", "orders:write"), granted.scopes());
    assertEquals(List.of("billing-api", "orders-api"), granted.audiences());
    assertEquals(Map.of("role", "editor"), granted.attributes());
    assertEquals(
        List.of("orders:read"),
        verdict(consumer("batch", ""), RETAIL, issuer(READERS + WRITERS))
            .granted(asked, "retail/batch")
            .orElseThrow()
            .scopes());
  }

  @Test
  void neverGetsWhatIsNotInTheCatalogue() {
    ConsumerEntry granted =
        verdict(consumer("batch", ""), RETAIL, issuer(READERS))
            .granted(entry(List.of("refunds:read"), List.of(), Map.of()), "retail/batch")
            .orElseThrow();

    assertEquals(List.of(), granted.scopes());
  }

  @Test
  void isToldWhatItDoesNotGet() {
    Verdict verdict =
        verdict(
            consumer(
                "batch",
                """
                scopes: [orders:read, orders:write, refunds:read]
                audiences: [orders-api, billing-api]
                groups: [admins]
                attributes: {role: admin}
                assertableClaims: [{name: cart, pattern: "[a-z]+"}]
                """),
            RETAIL,
            issuer(READERS));

    assertEquals(ConsentReason.PartlyAllowed, verdict.reason());
    assertEquals(
        "JwtIssuer auth/login accepts it without scope orders:write, refunds:read; audience"
            + " billing-api; group admins; attribute role; claim cart",
        verdict.message());
  }

  @Test
  void isToldInTheNamespaceOfTheIssuerWhatIsOutsideItsCatalogues() {
    ApiConsumer local =
        YAML.unmarshal(
            """
            apiVersion: jotgate.io/v1alpha1
            kind: ApiConsumer
            metadata: {name: batch, namespace: auth}
            spec: {issuerRefs: [{name: login}], scopes: [orders:read, nonsense], audiences: [other-api]}
            """,
            ApiConsumer.class);

    assertEquals(
        "JwtIssuer login accepts it without scope nonsense; audience other-api",
        verdict(local, Map.of(), issuer("")).message());
  }

  @Test
  void whenANamespaceHasTooManyCredentialsTheOldestConsumersComeFirst() {
    ApiConsumer old = aged(consumer("old", "credentials: [{name: a}, {name: b}]"), 1);
    ApiConsumer middle = aged(consumer("middle", "credentials: [{name: a}, {name: b}]"), 2);
    ApiConsumer young = aged(consumer("young", ""), 3);
    JwtIssuer issuer = issuer(READERS);

    assertEquals(
        List.of(
            ConsentReason.Accepted,
            ConsentReason.TooManyCredentials,
            ConsentReason.TooManyCredentials),
        List.of(old, middle, young).stream()
            .map(
                each ->
                    Consent.ofConsumer(
                            new Applicant(each, RETAIL, List.of(young, old, middle)),
                            LOGIN,
                            Optional.of(issuer))
                        .reason())
            .toList());
    assertEquals(
        ConsentReason.Accepted,
        Consent.ofConsumer(
                new Applicant(young, RETAIL, List.of(young, old)), LOGIN, Optional.of(issuer))
            .reason());
  }

  private static Verdict verdict(
      ApiConsumer consumer, Map<String, String> namespaceLabels, JwtIssuer issuer) {
    return Consent.ofConsumer(applicant(consumer, namespaceLabels), LOGIN, Optional.of(issuer));
  }

  private static Applicant applicant(ApiConsumer consumer, Map<String, String> namespaceLabels) {
    return new Applicant(consumer, namespaceLabels, List.of(consumer));
  }

  private static ConsumerEntry entry(
      List<String> scopes, List<String> audiences, Map<String, String> attributes) {
    return new ConsumerEntry(
        "batch",
        "uid",
        scopes,
        audiences,
        List.of("readers", "admins"),
        attributes,
        List.of(new AssertableClaim("userID", "[a-z]+"), new AssertableClaim("cart", "[a-z]+")),
        60L,
        null,
        List.of());
  }

  private static ApiConsumer aged(ApiConsumer consumer, int day) {
    consumer.getMetadata().setCreationTimestamp("2026-01-0%dT00:00:00Z".formatted(day));
    return consumer;
  }

  /** A consumer of namespace retail that names the issuer, with more lines of spec. */
  private static ApiConsumer consumer(String name, String lines) {
    return YAML.unmarshal(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: %s, namespace: retail}
        spec:
          issuerRefs: [{name: login, namespace: auth}]
        """
                .formatted(name)
            + lines.indent(2),
        ApiConsumer.class);
  }

  private static JwtIssuer issuer(String policies) {
    return YAML.unmarshal(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: login, namespace: auth}
        spec:
          token: {audiences: [orders-api, billing-api]}
          scopes: [{name: orders:read}, {name: orders:write}]
        """
            + (policies.isEmpty() ? "" : "  consumerPolicies:\n" + policies.indent(2)),
        JwtIssuer.class);
  }
}
