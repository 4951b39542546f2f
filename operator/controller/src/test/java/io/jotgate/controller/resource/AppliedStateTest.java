package io.jotgate.controller.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppliedStateTest {
  private final AppliedState state = new AppliedState(new KubernetesSerialization());
  private final ConfigMap wanted = state.stamped(configMap(Map.of("a", "1", "b", "2")));

  @Test
  void whatTheApiServerStoredAsAskedHolds() {
    ConfigMap stored =
        new ConfigMapBuilder(wanted)
            .editMetadata()
            .withResourceVersion("7")
            .withUid("u")
            .addToAnnotations("other", "x")
            .endMetadata()
            .build();

    assertTrue(state.holds(wanted, stored));
  }

  @Test
  void aValueThatSomebodyChangedDoesNotHold() {
    ConfigMap changed = new ConfigMapBuilder(wanted).addToData("a", "9").build();

    assertFalse(state.holds(wanted, changed));
  }

  @Test
  void aFieldThatWeNoLongerAskForDoesNotHold() {
    ConfigMap lessWanted = state.stamped(configMap(Map.of("a", "1")));

    assertFalse(state.holds(lessWanted, wanted));
  }

  @Test
  void anObjectThatWasNeverAppliedDoesNotHold() {
    assertFalse(state.holds(wanted, configMap(Map.of("a", "1", "b", "2"))));
  }

  @Test
  void theOrderOfMembersMeansNothing() {
    Map<String, String> reversed = new LinkedHashMap<>();
    reversed.put("b", "2");
    reversed.put("a", "1");

    assertEquals(wanted, state.stamped(configMap(reversed)));
  }

  @Test
  void aSelectorThatSomebodyNarrowedDoesNotHold() {
    Service asked = state.stamped(service(Map.of("app", "login")));
    Service narrowed =
        new ServiceBuilder(asked).editSpec().addToSelector("x", "y").endSpec().build();

    assertTrue(
        state.holds(
            asked,
            new ServiceBuilder(asked).editSpec().withClusterIP("10.0.0.1").endSpec().build()));
    assertFalse(state.holds(asked, narrowed));
  }

  @Test
  void aRuleThatSomebodyWidenedDoesNotHold() {
    NetworkPolicy asked = state.stamped(admitting(15080));
    NetworkPolicy widened =
        new NetworkPolicyBuilder(asked)
            .editSpec()
            .editFirstIngress()
            .editFirstPort()
            .withEndPort(65535)
            .endPort()
            .endIngress()
            .endSpec()
            .build();

    assertTrue(state.holds(asked, new NetworkPolicyBuilder(asked).build()));
    assertFalse(state.holds(asked, widened));
  }

  @Test
  void theSameAmountInAnotherNotationHolds() {
    var asked = state.stamped(podWithCpu("0.5"));
    var stored = new PodBuilder(podWithCpu("500m")).withMetadata(asked.getMetadata()).build();
    var other = new PodBuilder(podWithCpu("501m")).withMetadata(asked.getMetadata()).build();

    assertTrue(state.holds(asked, stored));
    assertFalse(state.holds(asked, other));
  }

  private static Service service(Map<String, String> selector) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName("s")
        .endMetadata()
        .withNewSpec()
        .withSelector(selector)
        .endSpec()
        .build();
  }

  private static NetworkPolicy admitting(int port) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName("n")
        .endMetadata()
        .withNewSpec()
        .withNewPodSelector()
        .endPodSelector()
        .addNewIngress()
        .addNewPort()
        .withPort(new IntOrString(port))
        .endPort()
        .endIngress()
        .endSpec()
        .build();
  }

  private static Pod podWithCpu(String amount) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("p")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .withNewResources()
        .addToRequests("cpu", new Quantity(amount))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }

  private static ConfigMap configMap(Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("login-config")
        .withNamespace("shop")
        .endMetadata()
        .withData(data)
        .build();
  }
}
