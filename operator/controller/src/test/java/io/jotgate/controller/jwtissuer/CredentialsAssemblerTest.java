package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.IssuerRef;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.KeyVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CredentialsAssemblerTest {
  private static final String KEY_ALPHABET = "abcdefghijklmnopqrstuvwxyz";

  private final JwtIssuer issuer = issuer();
  private final List<ApiConsumer> consumers = new ArrayList<>();
  private final Map<String, Secret> secrets = new HashMap<>();
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();

  @Test
  void putsTheConsumersOfTheIssuerTogether() {
    add(consumer("web", "login", false), entry("web", "aaaaaaaaaaaa"));
    add(consumer("batch", "login", false), entry("batch", "bbbbbbbbbbbb"));

    assertEquals(List.of("batch", "web"), clients(assemble(Set.of())));
  }

  @Test
  void leavesOutWhoIsSuspendedOrNamesAnotherIssuer() {
    add(consumer("paused", "login", true), entry("paused", "aaaaaaaaaaaa"));
    add(consumer("stranger", "other", false), entry("stranger", "bbbbbbbbbbbb"));

    assertEquals(List.of(), clients(assemble(Set.of())));
  }

  @Test
  void aSecretThatSpeaksOfAnotherConsumerDoesNotCount() {
    add(consumer("batch", "login", false), entry("admin", "aaaaaaaaaaaa"));

    assertEquals(List.of(), clients(assemble(Set.of())));
  }

  @Test
  void aSecretOfAnEarlierConsumerOfTheSameNameDoesNotCount() {
    ApiConsumer consumer = consumer("batch", "login", false);
    add(consumer, entry("batch", "aaaaaaaaaaaa"));
    consumer.getMetadata().setUid("uid-of-successor");

    assertEquals(List.of(), clients(assemble(Set.of())));
  }

  @Test
  void aBrokenSecretLeavesOutItsConsumerAndNoOther() {
    add(consumer("broken", "login", false), entry("broken", "aaaaaaaaaaaa"));
    add(consumer("batch", "login", false), entry("batch", "bbbbbbbbbbbb"));
    Objects.requireNonNull(secrets.get("broken"))
        .setData(Data.encoded(Map.of("verifiers.json", "{")));

    assertEquals(List.of("batch"), clients(assemble(Set.of())));
  }

  @Test
  void aKeyIdThatSomebodyElseHasLeavesOutTheNewcomer() {
    add(consumer("batch", "login", false), entry("batch", "aaaaaaaaaaaa"));
    add(consumer("copy", "login", false), entry("copy", "aaaaaaaaaaaa"));

    assertEquals(List.of("copy"), clients(assemble(Set.of("copy"))));
    assertEquals(List.of("batch"), clients(assemble(Set.of("batch"))));
  }

  @Test
  void whoseSecretIsDeletedStaysAsItWasUntilThereIsAnother() {
    add(consumer("batch", "login", false), entry("batch", "aaaaaaaaaaaa"));
    add(consumer("paused", "login", true), entry("paused", "bbbbbbbbbbbb"));
    secrets.clear();

    assertEquals(
        List.of(entry("batch", "zzzzzzzzzzzz")),
        assemble(Set.of("batch", "paused", "deleted")).consumers());
  }

  @Test
  void theKeyOfAnEarlierConsumerOfTheSameNameIsNotKept() {
    ApiConsumer consumer = consumer("batch", "login", false);
    consumer.getMetadata().setUid("uid-of-successor");
    consumers.add(consumer);

    assertEquals(List.of(), clients(assemble(Set.of("batch"))));
  }

  @Test
  void whenNotAllFitThoseWhoAreInStayAndARemovalMakesRoom() {
    List<String> scopes =
        IntStream.range(0, 60).mapToObj(i -> "scope:%0100d".formatted(i)).toList();
    for (int i = 0; i < 200; i++) {
      String name = "c-%03d".formatted(i);
      String key = ("" + KEY_ALPHABET.charAt(i / 26) + KEY_ALPHABET.charAt(i % 26)).repeat(6);
      add(
          consumer(name, "login", false),
          new ConsumerEntry(
              name,
              "uid-" + name,
              scopes,
              List.of(),
              List.of(new KeyVerifier("main", key, hash(), null))));
    }
    Set<String> present = Set.of("c-199", "c-198");

    Credentials full = assemble(present);

    assertTrue(CredentialsCodec.write(full).length() <= 900 * 1024);
    assertTrue(full.consumers().size() > 100 && full.consumers().size() < 200);
    assertTrue(clients(full).containsAll(present));
    consumers.removeIf(consumer -> Metadata.name(consumer).equals("c-000"));
    List<String> after = clients(assemble(Set.copyOf(clients(full))));
    assertTrue(!after.contains("c-000") && after.size() == full.consumers().size());
  }

  @Test
  void aConsumerOfAnotherNamespaceComesInWithWhatIsGrantedUnderItsFullName() {
    stranger("batch", 1);

    assertEquals(List.of(), clients(assemble(Set.of())));
    namespaceLabels.put("retail", Map.of("jotgate", "retail"));

    ConsumerEntry only = assemble(Set.of()).consumers().getFirst();
    assertEquals("retail/batch", only.clientId());
    assertEquals("uid-batch", only.subject());
    assertEquals(List.of("orders:read"), only.scopes());
    assertEquals(List.of("orders-api"), only.audiences());
  }

  @Test
  void aNamesakeOfAnotherNamespaceIsAnotherConsumer() {
    namespaceLabels.put("retail", Map.of("jotgate", "retail"));
    stranger("batch", 1);
    ConsumerEntry own = entry("web", "cccccccccccc");
    add(consumer("web", "login", false), own);

    assertEquals(List.of("retail/batch", "web"), clients(assemble(Set.of())));
  }

  /** Whoever may write the Secret of another namespace may not put in more than was granted. */
  @Test
  void aSecretOfAnotherNamespaceThatClaimsMoreKeysThanItsConsumerHasDoesNotCount() {
    namespaceLabels.put("retail", Map.of("jotgate", "retail"));

    stranger("batch", 6);

    assertEquals(List.of(), clients(assemble(Set.of())));
  }

  private void stranger(String name, int keys) {
    ApiConsumer consumer = consumer(name, "login", false);
    consumer.getMetadata().setNamespace("retail");
    consumer.setSpec(
        new ApiConsumerSpec(
            List.of(new IssuerRef("login", "shop")),
            false,
            List.of("orders:read", "orders:write"),
            List.of()));
    add(
        consumer,
        new ConsumerEntry(
            name,
            "uid-" + name,
            List.of("admin", "orders:read"),
            List.of(),
            IntStream.range(0, keys)
                .mapToObj(
                    i ->
                        new KeyVerifier(
                            "main", ("" + KEY_ALPHABET.charAt(i)).repeat(12), hash(), null))
                .toList()));
  }

  private Credentials assemble(Set<String> present) {
    return CredentialsAssembler.assemble(
        issuer,
        new Applicants(consumers, verifiers(), namespaceLabels),
        present.stream()
            .collect(Collectors.toMap(Function.identity(), name -> entry(name, "zzzzzzzzzzzz"))));
  }

  private Map<ResourceID, Secret> verifiers() {
    return consumers.stream()
        .filter(each -> secrets.containsKey(Metadata.name(each)))
        .collect(
            Collectors.toMap(
                ResourceID::fromResource,
                each -> Objects.requireNonNull(secrets.get(Metadata.name(each)))));
  }

  private void add(ApiConsumer consumer, ConsumerEntry entry) {
    consumers.add(consumer);
    secrets.put(
        Metadata.name(consumer),
        new SecretBuilder()
            .withNewMetadata()
            .withName(Metadata.name(consumer) + "-verifiers")
            .withOwnerReferences(OwnerReferences.controlledBy(consumer))
            .endMetadata()
            .withData(
                Data.encoded(
                    Map.of(
                        "verifiers.json",
                        ConsumerVerifiersCodec.write(new ConsumerVerifiers(entry)))))
            .build());
  }

  private static List<String> clients(Credentials credentials) {
    return credentials.consumers().stream().map(ConsumerEntry::clientId).toList();
  }

  private static ConsumerEntry entry(String name, String keyId) {
    return new ConsumerEntry(
        name,
        "uid-" + name,
        List.of("orders:read"),
        List.of(),
        List.of(new KeyVerifier("main", keyId, hash(), null)));
  }

  private static String hash() {
    return "0".repeat(64);
  }

  private static ApiConsumer consumer(String name, String issuer, boolean suspended) {
    ApiConsumer consumer = new ApiConsumer();
    consumer.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("shop")
            .withUid("uid-" + name)
            .withCreationTimestamp("2026-01-01T00:00:00Z")
            .build());
    consumer.setSpec(
        new ApiConsumerSpec(
            List.of(new IssuerRef(issuer)), suspended, List.of("orders:read"), List.of()));
    return consumer;
  }

  private static JwtIssuer issuer() {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: jotgate.io/v1alpha1
            kind: JwtIssuer
            metadata: {name: login, namespace: shop}
            spec:
              token: {audiences: [orders-api]}
              consumerPolicies:
              - {namespaces: {matchLabels: {jotgate: retail}}, scopes: [orders:read], audiences: [orders-api]}
            """,
            JwtIssuer.class);
  }
}
