package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jotgate.controller.Manifests;
import io.jotgate.controller.attachment.PolicyPair;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.policy.render.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The objects of a protected workload; what the documents in them hold is pinned with the renderer.
 */
class WorkloadObjectsGoldenTest {
  @TestFactory
  Stream<DynamicTest> rendersTheObjectsOfAWorkload() {
    return Manifests.scenarios("workload").stream()
        .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> compare(each)));
  }

  private static void compare(Path scenario) {
    Workload workload =
        Workload.of(Manifests.read(scenario, "in-workload.yaml", HasMetadata.class)).orElseThrow();
    OptionalInt direct =
        scenario.endsWith("direct-access") ? OptionalInt.of(8080) : OptionalInt.empty();
    Manifests.compare(
        scenario,
        List.of(
            PolicyPair.policy(workload, Documents.of(Map.of("rds.json", "{}"))),
            PolicyPair.trust(workload, Documents.of(Map.of("ecds-jwt.json", "{}"))),
            WorkloadNetwork.policy(workload, direct, "jotgate-system")));
  }
}
