package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.issuer.model.SlotFileCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.PublishableRing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The keys of one issuer in ConfigMap {@code <i>-jwks} and Secrets {@code <i>-signing-a|b}.
 *
 * <p>They carry no owner reference unless the keys are to go with their JwtIssuer: keys that
 * outlive it keep tokens valid, and an issuer that is created again continues.
 */
final class ApiKeyObjects implements KeyObjects<HasMetadata> {
  private final GuardedObjects objects;
  private final String namespace;
  private final String issuer;
  private final List<OwnerReference> owners;
  private final Supplier<Optional<KeyRing>> recoveryCopy;

  /**
   * Keys of an issuer.
   *
   * @param owner what the objects go with
   * @param recoveryCopy reads the ring that the status repeats, live
   */
  ApiKeyObjects(
      GuardedObjects objects,
      String namespace,
      String issuer,
      Optional<OwnerReference> owner,
      Supplier<Optional<KeyRing>> recoveryCopy) {
    this.objects = objects;
    this.namespace = namespace;
    this.issuer = issuer;
    this.owners = owner.stream().toList();
    this.recoveryCopy = recoveryCopy;
  }

  @Override
  public Optional<KeyRing> recoveryCopy() {
    return recoveryCopy.get();
  }

  @Override
  public Optional<StoredRing<HasMetadata>> ring() {
    return objects
        .read(ConfigMap.class, namespace, ObjectNames.jwks(issuer), labels())
        .map(this::stored);
  }

  @Override
  public boolean writeRing(Optional<HasMetadata> replaced, KeyRing ring) {
    Map<String, String> data = ringData(ring);
    return replaced
        .map(
            read ->
                objects.replace(
                    owned(new ConfigMapBuilder((ConfigMap) read).withData(data).build())))
        .orElseGet(
            () ->
                objects.create(
                    new ConfigMapBuilder()
                        .withMetadata(metadata(ObjectNames.jwks(issuer)))
                        .withData(data)
                        .build()));
  }

  @Override
  public Optional<StoredSlot<HasMetadata>> slot(KeySlot slot) {
    return objects
        .read(Secret.class, namespace, name(slot), labels())
        .map(
            secret ->
                new StoredSlot<>(
                    secret,
                    Data.text(secret, IssuerFiles.SLOT_KEY).flatMap(ApiKeyObjects::slotFile),
                    hasOwners(secret)));
  }

  @Override
  public boolean writeSlot(KeySlot slot, Optional<HasMetadata> replaced, SlotFile content) {
    Map<String, String> data =
        Data.encoded(Map.of(IssuerFiles.SLOT_KEY, SlotFileCodec.write(content)));
    return replaced
        .map(
            read -> objects.replace(owned(new SecretBuilder((Secret) read).withData(data).build())))
        .orElseGet(
            () ->
                objects.create(
                    new SecretBuilder()
                        .withMetadata(metadata(name(slot)))
                        .withType("Opaque")
                        .withData(data)
                        .build()));
  }

  private <R extends HasMetadata> R owned(R object) {
    object.getMetadata().setOwnerReferences(owners);
    return object;
  }

  private boolean hasOwners(HasMetadata object) {
    return OwnerReferences.of(object).equals(owners);
  }

  private StoredRing<HasMetadata> stored(ConfigMap map) {
    String text =
        Data.text(map, IssuerFiles.RING)
            .orElseThrow(() -> unreadable(map, IssuerFiles.RING + " is missing"));
    try {
      KeyRing ring = PublishableRing.check(RingCodec.read(text));
      return new StoredRing<>(map, ring, Data.all(map).equals(ringData(ring)) && hasOwners(map));
    } catch (InvalidDocumentException | InvalidJwkException invalid) {
      throw unreadable(map, String.valueOf(invalid.getMessage()));
    }
  }

  /** A ring without keys publishes no JWK Set: an empty one would make proxies keep old keys. */
  private static Map<String, String> ringData(KeyRing ring) {
    Map<String, String> data = new TreeMap<>();
    data.put(IssuerFiles.RING, RingCodec.write(ring));
    if (!ring.keys().isEmpty()) {
      data.put(IssuerFiles.JWKS, JwkSets.render(ring.publicJwks()));
    }
    return data;
  }

  private static Optional<SlotFile> slotFile(String text) {
    try {
      return Optional.of(SlotFileCodec.read(text));
    } catch (InvalidDocumentException foreign) {
      return Optional.empty();
    }
  }

  private static UnreadableRingException unreadable(ConfigMap map, String why) {
    return new UnreadableRingException(
        "ConfigMap %s does not hold a key ring (%s): restore it, or delete it, then it is written again from the status of the JwtIssuer"
            .formatted(map.getMetadata().getName(), why));
  }

  private String name(KeySlot slot) {
    return switch (slot) {
      case A -> ObjectNames.signingSlotA(issuer);
      case B -> ObjectNames.signingSlotB(issuer);
    };
  }

  private ObjectMeta metadata(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(labels())
        .withOwnerReferences(owners)
        .build();
  }

  private Map<String, String> labels() {
    return JotgateLabels.ofIssuer(issuer);
  }
}
