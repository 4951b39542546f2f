package io.jotgate.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What resources of ours say of themselves. */
final class Statuses {
  private Statuses() {}

  static <S> Optional<Condition> condition(
      CustomResource<?, S> resource,
      Function<S, @Nullable List<Condition>> conditions,
      String type) {
    return Optional.ofNullable(resource.getStatus()).map(conditions).orElse(List.of()).stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  static <S> void assertReady(
      CustomResource<?, S> resource, Function<S, @Nullable List<Condition>> conditions) {
    assertEquals(
        "True",
        condition(resource, conditions, "Ready").map(Condition::getStatus).orElse("absent"),
        () -> resource.getKind() + " " + resource.getMetadata().getName());
  }
}
