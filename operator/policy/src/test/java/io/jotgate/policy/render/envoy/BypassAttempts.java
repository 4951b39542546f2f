package io.jotgate.policy.render.envoy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/** Attempts on one workload behind one Envoy, none of which may reach it without a grant. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BypassAttempts {
  final AttackedWorkload workload;

  BypassAttempts(Path directory) {
    workload = new AttackedWorkload(directory);
  }

  @AfterEach
  void nothingReachedTheWorkloadWithoutAGrant() {
    workload.assertUntouched();
  }

  @AfterAll
  void stop() {
    workload.close();
  }
}
