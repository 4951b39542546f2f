package io.jotgate.controller.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Null-safe reading of object metadata, and fresh metadata for patches. */
public final class Metadata {
  /** Finalizers of the garbage collector of Kubernetes. */
  private static final Set<String> COLLECTOR = Set.of("foregroundDeletion", "orphan");

  private Metadata() {}

  /** The name of an object. */
  public static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  /** The namespace of a namespaced object. */
  public static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }

  /** The uid that the API server gave, or an empty text for an object that was never stored. */
  public static String uid(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getUid()).orElse("");
  }

  /** The generation of the spec, 0 when there is none. */
  public static long generation(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
  }

  /** All labels. */
  public static Map<String, String> labels(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
  }

  /** The value of a label. */
  public static Optional<String> label(HasMetadata object, String key) {
    return Optional.ofNullable(labels(object).get(key));
  }

  /** The value of an annotation. */
  public static Optional<String> annotation(HasMetadata object, String key) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .flatMap(all -> Optional.ofNullable(all.get(key)));
  }

  /** When the object was created; empty for an object that was never stored. */
  public static Optional<Instant> createdAt(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getCreationTimestamp()).map(Instant::parse);
  }

  /** Whether somebody has deleted the object and it only waits for finalizers or its end. */
  public static boolean isBeingDeleted(HasMetadata object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }

  /**
   * Whether the object is deleted in a way in which the garbage collector looks after its
   * dependents first, deleting them or taking their owner away: nobody else may touch those then.
   */
  public static boolean isBeingCollected(HasMetadata object) {
    return isBeingDeleted(object)
        && Optional.ofNullable(object.getMetadata().getFinalizers()).orElse(List.of()).stream()
            .anyMatch(COLLECTOR::contains);
  }

  /**
   * What a patch of the status needs: which object, and the version that the status was made for.
   *
   * <p>With the version the API server refuses the patch (409) if somebody has changed the object
   * since. Without it the change could go unseen: the framework takes whatever it hears of while it
   * patches for an echo of the patch.
   */
  public static ObjectMeta asRead(HasMetadata object) {
    return new ObjectMetaBuilder()
        .withName(name(object))
        .withNamespace(namespace(object))
        .withResourceVersion(object.getMetadata().getResourceVersion())
        .build();
  }
}
