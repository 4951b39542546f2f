package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.fail;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.Rig;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What users and the cluster do in the namespace of a test, where they may do everything. */
@Rig
public final class NamespaceUser {
  private final KubernetesClient client;
  private final String namespace;

  /** In the namespace of a test. */
  public NamespaceUser(InstalledNamespace namespace) {
    this.client = namespace.admin();
    this.namespace = namespace.name();
  }

  /** The name of the namespace. */
  public String namespace() {
    return namespace;
  }

  /** Applies a manifest. */
  public void applies(String yaml) {
    client.resource(yaml).inNamespace(namespace).createOr(NonDeletingOperation::patch);
  }

  /** An issuer with default settings. */
  public void createsIssuer(String name) {
    applies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: %s}
        spec: {token: {audiences: [orders-api]}}
        """
            .formatted(name));
  }

  /** A consumer of the issuer {@code login} with the scope {@code orders:read}. */
  public void createsConsumer(String name) {
    applies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: %s}
        spec: {issuerRefs: [{name: login}], scopes: ["orders:read"]}
        """
            .formatted(name));
  }

  /** Creates an object, or replaces the one of its name. */
  public <R extends HasMetadata> void writes(R object) {
    client.resource(object).inNamespace(namespace).createOr(NonDeletingOperation::update);
  }

  /** Creates an object, of whose name there must be none. */
  public <R extends HasMetadata> R creates(R object) {
    return client.resource(object).inNamespace(namespace).create();
  }

  /** Writes the status of an object that is there. */
  public <R extends HasMetadata> void writesStatus(R object) {
    client.resource(object).inNamespace(namespace).updateStatus();
  }

  /** Applies a JSON merge patch. */
  public <R extends HasMetadata> void patches(Class<R> type, String name, String mergePatch) {
    named(type, name).patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /** Applies a JSON merge patch to the status. */
  public <R extends HasMetadata> void patchesStatus(Class<R> type, String name, String mergePatch) {
    named(type, name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /** Reads an object, changes it and writes it back. */
  public <R extends HasMetadata> void edits(Class<R> type, String name, Consumer<R> change) {
    named(type, name)
        .edit(
            object -> {
              change.accept(object);
              return object;
            });
  }

  /** Deletes an object. */
  public <R extends HasMetadata> void deletes(Class<R> type, String name) {
    named(type, name).delete();
  }

  /** Deletes an object that stays until the garbage collector has deleted what it owns. */
  public <R extends HasMetadata> void deletesInForeground(Class<R> type, String name) {
    named(type, name).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
  }

  /** An object, if there is one of the name. */
  public <R extends HasMetadata> Optional<R> find(Class<R> type, String name) {
    return Optional.ofNullable(named(type, name).get());
  }

  /** An object, which must be there. */
  public <R extends HasMetadata> R get(Class<R> type, String name) {
    return find(type, name).orElseGet(() -> fail("no " + type.getSimpleName() + " " + name));
  }

  /** Reasons of the events that are stored, in no particular order. */
  public List<String> eventReasons() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .map(each -> each.getReason())
        .toList();
  }

  private <R extends HasMetadata> Resource<R> named(Class<R> type, String name) {
    return client.resources(type).inNamespace(namespace).withName(name);
  }
}
