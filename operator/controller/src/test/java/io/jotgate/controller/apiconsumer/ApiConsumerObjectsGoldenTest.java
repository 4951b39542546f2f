package io.jotgate.controller.apiconsumer;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.Manifests;
import io.jotgate.issuer.model.ApiKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ApiConsumerObjectsGoldenTest {
  private static final ApiKey KEY =
      ApiKey.parse("jg_aaaaaaaaaaaa_00000000000000000000000000000000_2SKu2d").orElseThrow();

  @TestFactory
  Stream<DynamicTest> rendersTheSecretsOfAConsumer() {
    return Manifests.scenarios("apiconsumer").stream()
        .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> compare(each)));
  }

  private static void compare(Path scenario) {
    ApiConsumer consumer = Manifests.read(scenario, "in-consumer.yaml", ApiConsumer.class);
    Manifests.compare(
        scenario,
        List.of(
            Consumers.secret(consumer, KEY, Instant.parse("2026-01-31T12:00:00Z")),
            ApiConsumerObjects.verifiers(
                consumer, ApiConsumerObjects.entry(consumer, List.of(KEY.verifier("main"))))));
  }
}
