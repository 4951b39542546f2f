package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.ClusterNodes;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.testing.apiserver.AuditedRequest;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rotations while the node of a pod is away. */
@WithApiServer
record JwtIssuerLostNodeIT(
    InstalledNamespace namespace,
    NamespaceUser user,
    IssuerRig rig,
    StoredIssuer login,
    IssuerPods pods,
    ClusterNodes nodes) {
  @Test
  void rotatesWithoutADeletedPodWhoseNodeHasBeenAwayForLong() {
    rig.readyIssuer();
    String next = login.ring().prepared().orElseThrow().kid();
    pods.startSilent("login-2", nodes.silentFor(Duration.ofHours(1)));
    user.deletes(Pod.class, "login-2");

    rig.annotate(JotgateAnnotations.ROTATE, "now");

    awaiting(() -> assertEquals(next, login.ring().active().orElseThrow().kid()));
    assertEquals(
        Set.of("get"),
        namespace.operatorRequests().stream()
            .filter(request -> request.resource().equals("nodes"))
            .map(AuditedRequest::verb)
            .collect(Collectors.toSet()));
  }

  @Test
  void waitsForAPodThatComesBackWithItsNode() {
    waitsForSilentPodOn(nodes.silentFor(Duration.ofHours(1)));
  }

  @Test
  void waitsForAPodWhoseNodeHasJustGoneAway() {
    waitsForSilentPodOn(nodes.silentFor(Duration.ofMinutes(1)));
  }

  private void waitsForSilentPodOn(String node) {
    rig.readyIssuer();
    String old = login.ring().active().orElseThrow().kid();
    pods.startSilent("login-2", node);

    rig.annotate(JotgateAnnotations.ROTATE, "now");

    awaiting(() -> login.assertCondition("RotationBlocked", "True", "PropagationPending"));
    assertTrue(login.condition("RotationBlocked").getMessage().contains("login-2"));
    assertEquals(old, login.ring().active().orElseThrow().kid());
  }
}
