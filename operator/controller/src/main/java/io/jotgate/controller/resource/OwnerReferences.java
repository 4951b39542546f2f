package io.jotgate.controller.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Owner references: what the garbage collector removes when its owner goes.
 *
 * <p>{@code blockOwnerDeletion} is left out: it needs a permission on finalizers and makes a
 * foreground deletion wait, and deletion must never hang on us.
 */
public final class OwnerReferences {
  private OwnerReferences() {}

  /** A reference that makes the owner the controller of what carries it. */
  public static OwnerReference controlledBy(HasMetadata owner) {
    return reference(owner).withController(true).build();
  }

  /** A plain reference, for owners that have a controller of their own, such as a Deployment. */
  public static OwnerReference ownedBy(HasMetadata owner) {
    return reference(owner).build();
  }

  /** Whether exactly this owner, by uid, owns the object. A namesake of the owner does not. */
  public static boolean isOwnedBy(HasMetadata object, HasMetadata owner) {
    return of(object).stream().anyMatch(each -> Metadata.uid(owner).equals(each.getUid()));
  }

  /** All owner references of an object. */
  public static List<OwnerReference> of(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getOwnerReferences()).orElse(List.of());
  }

  private static OwnerReferenceBuilder reference(HasMetadata owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(Metadata.name(owner))
        .withUid(Metadata.uid(owner));
  }
}
