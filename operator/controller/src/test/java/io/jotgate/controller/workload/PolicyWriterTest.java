package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.attachment.PolicyPair;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.faults.Call;
import io.jotgate.controller.faults.Fault;
import io.jotgate.controller.faults.FaultyApi;
import io.jotgate.controller.workload.PolicyWriter.Outcome;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.render.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pods read when the API server fails between the two ConfigMaps of a workload. */
class PolicyWriterTest {
  private static final Workload ORDERS =
      new Workload(
          WorkloadRef.Kind.Deployment,
          "shop",
          "orders",
          new OwnerReferenceBuilder().withKind("Deployment").withName("orders").build(),
          Map.of(),
          Map.of(),
          1,
          1);
  private static final Documents OLD = Documents.of(Map.of("a.json", "old"));
  private static final Documents NEW = Documents.of(Map.of("a.json", "new"));
  private static final String TRUST = "configmaps/orders-jotgate-trust";
  private static final String POLICY = "configmaps/orders-jotgate-policy";

  @RegisterExtension final FaultyApi api = new FaultyApi();

  @Test
  void writesTheTrustBeforeThePolicyEachOverTheVersionThatWasRead() {
    WorkloadFacts facts = facts();

    assertEquals(Outcome.WRITTEN, write(facts));
    assertEquals(List.of("PUT " + TRUST, "PUT " + POLICY), api.writes());
    assertEquals(
        List.of(version(facts.trust().orElseThrow()), version(facts.policy())),
        api.calls().stream().map(Call::resourceVersion).toList());
    assertEquals(Outcome.UNCHANGED, write(present()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONFLICT", "NOT_FOUND"})
  void noPolicyFollowsATrustThatSomebodyElseHasChanged(Fault fault) {
    WorkloadFacts facts = facts();
    api.on("PUT " + TRUST, fault);

    assertEquals(Outcome.LOST, write(facts));
    assertEquals(List.of("PUT " + TRUST), api.writes());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE", "HALF_AN_ANSWER"})
  void noPolicyFollowsATrustThatCannotBeWritten(Fault fault) {
    WorkloadFacts facts = facts();
    api.always("PUT " + TRUST, fault);

    assertThrows(KubernetesClientException.class, () -> write(facts));
    assertEquals(List.of("PUT " + TRUST), api.writes().stream().distinct().toList());
  }

  @Test
  void aPolicyThatSomebodyElseHasChangedIsDecidedAgain() {
    WorkloadFacts facts = facts();
    api.on("PUT " + POLICY, Fault.CONFLICT);

    assertEquals(Outcome.LOST, write(facts));
    assertEquals(Outcome.WRITTEN, write(present()));
    assertEquals(List.of("PUT " + TRUST, "PUT " + POLICY, "PUT " + POLICY), api.writes());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FAILURE", "HALF_AN_ANSWER"})
  void aPairThatIsHalfWrittenIsCompletedByTheNextRun(Fault fault) {
    WorkloadFacts facts = facts();
    api.always("PUT " + POLICY, fault);
    assertThrows(KubernetesClientException.class, () -> write(facts));
    api.recovers();
    api.forgetCalls();

    write(present());

    assertEquals(0, api.writes().stream().filter(("PUT " + TRUST)::equals).count());
    assertEquals(NEW, PolicyPair.documents(stored(POLICY).orElseThrow()));
    assertEquals(NEW, PolicyPair.documents(stored(TRUST).orElseThrow()));
  }

  @Test
  void aWriteWhoseAnswerIsLostIsFoundDone() {
    WorkloadFacts facts = facts();
    api.on("PUT " + TRUST, Fault.BROKEN);

    assertEquals(Outcome.LOST, write(facts));
    assertEquals(Outcome.WRITTEN, write(present()));
    assertEquals(List.of("PUT " + TRUST, "PUT " + TRUST, "PUT " + POLICY), api.writes());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "FAILURE", "BROKEN", "HALF_AN_ANSWER"})
  void nothingIsWrittenWhenTheTrustThatNoCacheHasCannotBeRead(Fault fault) {
    WorkloadFacts facts = facts(facts().policy(), Optional.empty());
    api.always("GET " + TRUST, fault);

    assertThrows(KubernetesClientException.class, () -> write(facts));
    assertEquals(List.of(), api.writes());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NOT_FOUND", "CONFLICT", "FORBIDDEN", "FAILURE", "BROKEN", "HALF_AN_ANSWER"})
  void aPodThatCannotBeToldFailsNobody(Fault fault) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("orders-1")
            .withNamespace("shop")
            .endMetadata()
            .build();
    api.alwaysFromWrite(0, fault);

    assertDoesNotThrow(() -> new PolicyWriter(api.client()).refresh(pod, "f1"));
    assertEquals(List.of("PATCH pods/orders-1"), api.writes().stream().distinct().toList());
  }

  private Outcome write(WorkloadFacts facts) {
    PolicyPlan plan =
        new PolicyPlan(
            PolicyCompiler.compile("orders", List.of(), Map.of()),
            NEW,
            NEW,
            true,
            Optional.empty(),
            OptionalInt.empty());
    return new PolicyWriter(api.client()).write(facts, plan);
  }

  /** Both ConfigMaps hold the old documents. */
  private WorkloadFacts facts() {
    ConfigMap trust = api.has(ConfigMap.class, PolicyPair.trust(ORDERS, OLD));
    return facts(policy(), Optional.of(trust));
  }

  private WorkloadFacts present() {
    return facts(stored(POLICY).orElseThrow(), stored(TRUST));
  }

  private ConfigMap policy() {
    return api.has(ConfigMap.class, PolicyPair.policy(ORDERS, OLD));
  }

  private static WorkloadFacts facts(ConfigMap policy, Optional<ConfigMap> trust) {
    return new WorkloadFacts(
        ORDERS, policy, trust, List.of(), Map.of(), List.of(), List.of(), List.of());
  }

  private Optional<ConfigMap> stored(String target) {
    return api.stored(ConfigMap.class, target);
  }

  private static Optional<String> version(ConfigMap read) {
    return Optional.of(read.getMetadata().getResourceVersion());
  }
}
