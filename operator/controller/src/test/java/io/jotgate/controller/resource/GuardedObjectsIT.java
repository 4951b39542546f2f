package io.jotgate.controller.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WithApiServer
class GuardedObjectsIT {
  private static final Map<String, String> LABELS = JotgateLabels.ofIssuer("login");

  private final KubernetesClient client;
  private final String namespace;
  private final GuardedObjects objects;

  GuardedObjectsIT(InstalledNamespace installed) {
    this.client = installed.admin();
    this.namespace = installed.name();
    this.objects = new GuardedObjects(client);
  }

  @Test
  void createsOnceAndNeverOver() {
    assertTrue(objects.create(configMap("first")));

    assertFalse(objects.create(configMap("second")));
    assertEquals("first", stored());
  }

  @Test
  void replacesExactlyTheVersionThatWasRead() {
    objects.create(configMap("first"));
    ConfigMap read = read().orElseThrow();

    assertTrue(objects.replace(with(read, "second")));
    assertFalse(objects.replace(with(read, "third")), "the version that was read is gone");
    assertEquals("second", stored());
  }

  @Test
  void doesNotReplaceWhatWasDeletedOrMadeAnewSince() {
    objects.create(configMap("first"));
    ConfigMap read = read().orElseThrow();
    client.resource(read).delete();

    assertFalse(objects.replace(with(read, "second")));
    assertEquals(Optional.empty(), read());

    objects.create(configMap("other"));
    assertFalse(objects.replace(with(read, "second")));
    assertEquals("other", stored());
  }

  @Test
  void writesNothingOverAVersionThatWasNotRead() {
    ConfigMap unread = configMap("first");

    assertThrows(IllegalArgumentException.class, () -> objects.replace(unread));
  }

  @Test
  void doesNotReadWhatBelongsToSomebodyElse() {
    ConfigMap foreign = configMap("theirs");
    foreign.getMetadata().setLabels(Map.of());
    client.resource(foreign).create();

    ForeignObjectException refused = assertThrows(ForeignObjectException.class, this::read);
    assertEquals(
        "ConfigMap guarded exists and is not managed by Jotgate: rename or delete it",
        refused.getMessage());
  }

  private Optional<ConfigMap> read() {
    return objects.read(ConfigMap.class, namespace, "guarded", LABELS);
  }

  private String stored() {
    return Data.text(read().orElseThrow(), "key").orElseThrow();
  }

  private ConfigMap configMap(String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("guarded")
        .withNamespace(namespace)
        .withLabels(LABELS)
        .endMetadata()
        .addToData("key", value)
        .build();
  }

  private static ConfigMap with(ConfigMap read, String value) {
    return new ConfigMapBuilder(read).addToData("key", value).build();
  }
}
