package io.jotgate.issuer.config;

import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.issuer.model.SlotFileCodec;
import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.PublishableRing;
import java.security.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which ring and which private halves come into force.
 *
 * <p>A ring of a lower epoch than was in force for the same owner is refused: it is an old copy,
 * and signing by it could use a key that verifiers have forgotten. A private half is used only if
 * it matches what the ring publishes under its kid. A half that was loaded stays loaded while the
 * ring lets its key sign, even if its file goes away.
 */
final class KeyLoader {
  private final Optional<Provider> provider;

  KeyLoader(Optional<Provider> provider) {
    this.provider = provider;
  }

  LoadedKeys load(LoadedKeys current, MountedFiles files, List<LoadProblem> problems) {
    Optional<KeyRing> accepted =
        files.text(MountedFile.RING).flatMap(text -> ring(current, text, problems));
    Optional<KeyRing> ring = accepted.or(current::ring);
    if (ring.isEmpty()) {
      return current;
    }
    return inForce(current, ring.get(), files, problems);
  }

  private LoadedKeys inForce(
      LoadedKeys current, KeyRing ring, MountedFiles files, List<LoadProblem> problems) {
    Map<String, PrivateJwk> halves = new HashMap<>();
    current.halves().values().stream()
        .filter(half -> isFor(half, ring))
        .forEach(half -> halves.put(half.kid(), half));
    for (MountedFile slot : List.of(MountedFile.SLOT_A, MountedFile.SLOT_B)) {
      files
          .text(slot)
          .flatMap(text -> half(slot, text, ring, problems))
          .ifPresent(half -> halves.putIfAbsent(half.kid(), half));
    }
    Map<String, Long> epochs = new HashMap<>(current.highestEpochs());
    epochs.merge(ring.ownerUid(), ring.epoch(), Math::max);
    return new LoadedKeys(
        Optional.of(ring), halves, active(current, ring, halves, problems), jwks(ring), epochs);
  }

  private static Optional<KeyRing> ring(
      LoadedKeys current, String text, List<LoadProblem> problems) {
    try {
      KeyRing ring = PublishableRing.check(RingCodec.read(text));
      long highest = current.highestEpochs().getOrDefault(ring.ownerUid(), 0L);
      if (ring.epoch() < highest) {
        problems.add(
            new LoadProblem(
                MountedFile.RING, "epoch " + ring.epoch() + " is older than " + highest));
        return Optional.empty();
      }
      return Optional.of(ring);
    } catch (InvalidDocumentException | InvalidJwkException e) {
      problems.add(new LoadProblem(MountedFile.RING, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static Optional<PrivateJwk> half(
      MountedFile file, String text, KeyRing ring, List<LoadProblem> problems) {
    try {
      SlotFile slot = SlotFileCodec.read(text);
      Optional<SigningKey> published = ring.find(slot.kid()).filter(KeyLoader::maySign);
      if (published.isEmpty()) {
        // Normal before a new key is published and after a key was demoted.
        return Optional.empty();
      }
      PrivateJwk half = PrivateJwk.parse(slot.privateJwk());
      if (!isFor(half, ring)) {
        problems.add(new LoadProblem(file, "does not match what the ring publishes for its kid"));
        return Optional.empty();
      }
      if (!slot.ownerUid().equals(ring.ownerUid())) {
        problems.add(new LoadProblem(file, "belongs to another owner than the ring"));
        return Optional.empty();
      }
      return Optional.of(half);
    } catch (InvalidDocumentException | InvalidJwkException e) {
      problems.add(new LoadProblem(file, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private Optional<ActiveKey> active(
      LoadedKeys current,
      KeyRing ring,
      Map<String, PrivateJwk> halves,
      List<LoadProblem> problems) {
    Optional<SigningKey> key = ring.active();
    Optional<PrivateJwk> half =
        key.flatMap(signing -> Optional.ofNullable(halves.get(signing.kid())));
    if (key.isEmpty() || half.isEmpty()) {
      return Optional.empty();
    }
    Optional<ActiveKey> unchanged =
        current
            .active()
            .filter(
                active ->
                    active.kid().equals(key.get().kid())
                        && active.maxTtl().equals(key.get().maxTtl()));
    return unchanged.or(() -> checked(key.get(), half.get(), problems));
  }

  private Optional<ActiveKey> checked(SigningKey key, PrivateJwk half, List<LoadProblem> problems) {
    Optional<ActiveKey> active =
        Optional.ofNullable(key.activatedAt())
            .flatMap(since -> ActiveKey.checked(half, provider, key.maxTtl(), since));
    if (active.isEmpty()) {
      problems.add(
          new LoadProblem(
              switch (key.slot()) {
                case A -> MountedFile.SLOT_A;
                case B -> MountedFile.SLOT_B;
              },
              "its signature does not verify: the key cannot be used here"));
    }
    return active;
  }

  private static boolean isFor(PrivateJwk half, KeyRing ring) {
    return ring.find(half.kid())
        .filter(KeyLoader::maySign)
        .filter(key -> half.matches(PublicJwk.parse(key.publicJwk())))
        .isPresent();
  }

  private static boolean maySign(SigningKey key) {
    return key.state() != KeyState.RETIRING;
  }

  private static Optional<String> jwks(KeyRing ring) {
    // An empty set is never served: proxies that refuse it would go on with the keys they had.
    return ring.keys().isEmpty()
        ? Optional.empty()
        : Optional.of(JwkSets.render(ring.publicJwks()));
  }
}
