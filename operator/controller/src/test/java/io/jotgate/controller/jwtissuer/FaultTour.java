package io.jotgate.controller.jwtissuer;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.MortalOperator;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.issuer.model.SlotFileCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.faults.ApiCall;
import io.jotgate.testing.faults.Journal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/** The life of one issuer, {@code login}, in a namespace of its own, while things go wrong. */
final class FaultTour implements AutoCloseable {
  /** Annotation that means nothing and makes the operator look again. */
  static final String TOUCHED = "example.com/touched";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofMillis(300);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int TOUCHES = 2;

  /**
   * On a busy machine a phase ends before its last writes: these and a retried one take a round.
   */
  private static final int ROUNDS = 6;

  /** Longer than a token of a retired key can be valid. */
  private static final Duration RETENTION = Duration.ofMinutes(30);

  /**
   * The operator takes what was written for written in the future, and asks pods often: no wait of
   * a phase depends on how much time the phases before have skipped.
   */
  private static final Duration BEHIND = Duration.ofHours(6);

  /** One that signs, the next one, and ceil(R/T) that retire: a month is longer than any R. */
  private static final int MOST_KEYS = 3;

  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private final ShiftedClock clock = new ShiftedClock(BEHIND.negated());
  private final IssuerPods pods;
  private final RingHistory history = new RingHistory(this::slot, clock, MOST_KEYS);
  private final ProxiedOperator operator;
  private final Journal journal;
  private Optional<String> deleted = Optional.empty();
  private int touches;
  private long trafficSeen = -1;
  private long lookedAt;

  /**
   * Starts an operator.
   *
   * @param hasty whether its client gives up at the first failure of a request
   */
  FaultTour(InstalledNamespace namespace, MortalOperator.Starter operators, boolean hasty) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.pods = new IssuerPods(new NamespaceUser(namespace));
    this.operator =
        new ProxiedOperator(namespace, operators, hasty, this::ask, this::committed, clock);
    this.journal = operator.journal();
  }

  /** The operator. */
  ProxiedOperator operator() {
    return operator;
  }

  /** What the operator and the API server say to each other. */
  Journal journal() {
    return journal;
  }

  /** The rings that were stored. */
  RingHistory history() {
    return history;
  }

  /** What is stored now. */
  String state() {
    return StoredState.of(user, namespace.name());
  }

  /** Waits until the operator has not written for some time. */
  void awaitQuiet(Duration time) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              collectGarbage();
              return journal.isQuietFor(time);
            });
  }

  /** Waits until the state is reached, reviving an operator that dies; says whether it was. */
  boolean reaches(String expected) {
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                operator.revive();
                collectGarbage();
                return journal.isQuietFor(QUIET) && looksAgain() && state().equals(expected);
              });
      return true;
    } catch (ConditionTimeoutException late) {
      return false;
    }
  }

  /**
   * To read everything is dear: only when something has gone through the proxy, or after a second.
   */
  private boolean looksAgain() {
    long now = System.nanoTime();
    boolean again = journal.traffic() != trafficSeen || now - lookedAt > LOOK_AGAIN.toNanos();
    if (again) {
      trafficSeen = journal.traffic();
      lookedAt = now;
    }
    return again;
  }

  /** Makes the operator look again until it no longer writes; says whether that came to pass. */
  boolean settles() {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        if (deleted.isPresent() || writesWhenTouched() == 0) {
          return true;
        }
      }
      return false;
    } catch (ConditionTimeoutException blind) {
      return false;
    }
  }

  /** How often the operator was made to look again, ever. */
  int touches() {
    return touches;
  }

  private int writesWhenTouched() {
    int before = journal.writes().size();
    for (int touch = 0; touch < TOUCHES; touch++) {
      int looks = looks();
      userTouches();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                // One that died of the last write of a phase has left nothing else to wait for.
                operator.revive();
                return looks() > looks;
              });
    }
    return journal.writes().size() - before;
  }

  /** Every reconcile reads the certificate authority once. */
  private int looks() {
    return journal.count("get configmaps/login-ca");
  }

  void userCreatesIssuer() {
    deleted = Optional.empty();
    user.resource(
            """
            apiVersion: jotgate.io/v1alpha1
            kind: JwtIssuer
            metadata: {name: login}
            spec:
              token: {audiences: [orders-api]}
              keys: {rotation: {verifierCache: 0s}}
            """)
        .inNamespace(namespace.name())
        .create();
    pods.start("login-1");
  }

  void userAnnotates(String key, String value) {
    userPatches("{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  /** The kid of the key that signs. */
  String activeKid() {
    return history.last().flatMap(KeyRing::active).orElseThrow().kid();
  }

  /** Changes nothing that matters, and makes the operator look again. */
  private void userTouches() {
    userAnnotates(TOUCHED, String.valueOf(touches++));
  }

  void userPatches(String mergePatch) {
    issuer().patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /** Whether the status is about the spec as it is now. */
  boolean statusSpeaksOfTheSpec() {
    JwtIssuer now = issuer().get();
    return now.getStatus() != null
        && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration());
  }

  /** The operator would look by itself in five minutes. */
  void retentionPasses() {
    clock.pass(RETENTION);
    userTouches();
  }

  /** The issuer goes, and from then on the cluster collects what it owned. */
  void userDeletesIssuer() {
    deleted = Optional.of(issuer().get().getMetadata().getUid());
    issuer().delete();
    collectGarbage();
    history.podsGone();
  }

  /** The part of the cluster that no controller manager plays here. */
  private void collectGarbage() {
    deleted.ifPresent(
        uid -> {
          user.pods().inNamespace(namespace.name()).withGracePeriod(0).delete();
          for (Class<? extends HasMetadata> kind : StoredState.KINDS) {
            user.resources(kind).inNamespace(namespace.name()).list().getItems().stream()
                .filter(each -> each.hasOwnerReferenceFor(uid))
                .forEach(each -> user.resource(each).delete());
          }
        });
  }

  private Resource<JwtIssuer> issuer() {
    return user.resources(JwtIssuer.class).inNamespace(namespace.name()).withName("login");
  }

  private Optional<IssuerState> ask(String address) {
    long when = history.asks();
    Optional<IssuerState> answer = pods.ask(address);
    answer.ifPresent(state -> history.answered(state, when));
    return answer;
  }

  private void committed(ApiCall call, String object) {
    if (call.resource().equals("configmaps") && call.name().equals("login-jwks")) {
      JsonNode data =
          user.getKubernetesSerialization().unmarshal(object, JsonNode.class).path("data");
      history.stored(
          data.path(IssuerFiles.RING).asText(),
          Optional.of(data.path(IssuerFiles.JWKS).asText()).filter(text -> !text.isEmpty()));
    }
  }

  private Optional<SlotFile> slot(KeySlot slot) {
    String name = "login-signing-" + slot.name().toLowerCase(Locale.ROOT);
    Secret secret = user.secrets().inNamespace(namespace.name()).withName(name).get();
    return Optional.ofNullable(secret)
        .flatMap(found -> Data.text(found, IssuerFiles.SLOT_KEY))
        .map(SlotFileCodec::read);
  }

  /** Gives the address of the Service back: the API server of a test has 254 of them. */
  @Override
  public void close() {
    operator.close();
    namespace.admin().services().inNamespace(namespace.name()).delete();
  }
}
