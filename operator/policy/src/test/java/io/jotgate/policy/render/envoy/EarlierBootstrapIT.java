package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.policy.TestIssuer;
import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A proxy reads its bootstrap once, so after an upgrade of the operator it goes on with an earlier
 * one: it loads and enforces what is rendered now.
 */
@Tag("envoy")
class EarlierBootstrapIT {
  static Stream<String> versions() {
    return IntStream.rangeClosed(1, Integer.parseInt(EnvoyRenderer.BOOTSTRAP_VERSION))
        .mapToObj(Integer::toString);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aProxyOfAnyVersionEnforcesWhatIsRenderedNowAndTellsItsVersion(
      String version, @TempDir Path directory) {
    SidecarRig rig = new SidecarRig(directory, version);
    try (AttackedWorkload workload = new AttackedWorkload(rig)) {
      assertEquals(version, rig.state().bootstrap());
      assertEquals(0, rig.state().rejected());

      HttpAnswer reader =
          workload.granted("GET", "/orders", workload.reader(), "X-Auth-Subject: root");
      assertEquals(
          List.of("x-auth-subject: batch-1"), AttackedWorkload.seen(reader, "X-Auth-Subject"));
      assertEquals(200, workload.granted("GET", "/public").status());
      workload.assertRefused(401, "GET", "/orders");
      workload.assertRefused(403, "POST", "/orders", workload.reader());
      workload.assertRefused(403, "GET", "/elsewhere", workload.reader());
      String forged = new TestIssuer("login", "orders-api").token("orders:read");
      workload.assertInvalid("Bearer " + forged);
      workload.assertUntouched();
    }
  }
}
