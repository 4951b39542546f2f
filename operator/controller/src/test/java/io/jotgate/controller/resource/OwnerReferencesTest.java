package io.jotgate.controller.resource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.Test;

class OwnerReferencesTest {
  @Test
  void tellsAnOwnerFromItsNamesake() {
    ConfigMap owner = named("login", "uid-1");
    ConfigMap owned =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("x")
            .withOwnerReferences(OwnerReferences.controlledBy(owner))
            .endMetadata()
            .build();

    assertTrue(OwnerReferences.isOwnedBy(owned, owner));
    assertFalse(OwnerReferences.isOwnedBy(owned, named("login", "uid-2")));
  }

  @Test
  void neverMakesADeletionWait() {
    assertNull(OwnerReferences.controlledBy(named("login", "u")).getBlockOwnerDeletion());
  }

  private static ConfigMap named(String name, String uid) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid(uid)
        .endMetadata()
        .build();
  }
}
