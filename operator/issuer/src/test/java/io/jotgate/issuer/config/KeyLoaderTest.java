package io.jotgate.issuer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.issuer.Keys;
import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.jose.GeneratedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which private halves a process holds, and with which it signs. */
class KeyLoaderTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final GeneratedKey first = Keys.generate();
  private final GeneratedKey second = Keys.generate();
  private final KeyRing signing = Keys.signingWith(first, T0);
  private final KeyRing prepared = Keys.preparedIn(signing, KeySlot.B, second, T0);
  private final KeyRing rotated = Keys.activated(prepared, T0);
  private final KeyLoader loader = new KeyLoader(Optional.empty());
  private final List<LoadProblem> problems = new ArrayList<>();

  @Test
  void forgetsThePrivateHalfOfADemotedKey() {
    LoadedKeys before = load(LoadedKeys.NONE, prepared, first, second);
    assertEquals(Set.of(first.kid(), second.kid()), before.halves().keySet());

    // Its file is still there: the operator overwrites it later.
    LoadedKeys after = load(before, rotated, first, second);

    assertEquals(Set.of(second.kid()), after.halves().keySet());
    assertEquals(Optional.of(second.kid()), signsWith(after));
    assertEquals(List.of(), problems);
  }

  @Test
  void signsWithAPreparedKeyWhoseFileVanishedBeforeItsTurn() {
    LoadedKeys before = load(LoadedKeys.NONE, prepared, first, second);

    LoadedKeys after = load(before, rotated);

    assertEquals(Optional.of(second.kid()), signsWith(after));
  }

  @Test
  void doesNotHoldAHalfThatTheRingHasNotPublished() {
    LoadedKeys loaded = load(LoadedKeys.NONE, signing, first, second);

    assertEquals(Set.of(first.kid()), loaded.halves().keySet());
    assertEquals(List.of(), problems);
  }

  @Test
  void takesBookkeepingOfTheSameEpochAndKeepsTheSigner() {
    LoadedKeys before = load(LoadedKeys.NONE, prepared, first, second);

    LoadedKeys after = load(before, prepared.served(T0), first, second);

    assertEquals(Optional.of(prepared.served(T0)), after.ring());
    assertEquals(before.active(), after.active());
  }

  @Test
  void remembersTheEpochOfAnOwnerThatComesBack() {
    LoadedKeys rotatedOnce = load(LoadedKeys.NONE, rotated, second);
    LoadedKeys other = load(rotatedOnce, KeyRing.create("other", 0));

    LoadedKeys back = load(other, signing, first);

    assertEquals(Optional.of("other"), back.ring().map(KeyRing::ownerUid));
    assertEquals(List.of(new LoadProblem(MountedFile.RING, "epoch 3 is older than 5")), problems);
  }

  @Test
  void aRingWithoutKeysHasNoKeySet() {
    LoadedKeys loaded = load(LoadedKeys.NONE, KeyRing.create("uid", 0));

    assertEquals(Optional.empty(), loaded.jwks());
    assertEquals(Optional.empty(), signsWith(loaded));
  }

  private static Optional<String> signsWith(LoadedKeys keys) {
    return keys.active().map(ActiveKey::kid);
  }

  private LoadedKeys load(LoadedKeys current, KeyRing ring, GeneratedKey... halves) {
    Map<MountedFile, String> texts = new HashMap<>(Map.of(MountedFile.RING, Keys.ring(ring)));
    for (GeneratedKey half : halves) {
      texts.put(half.equals(first) ? MountedFile.SLOT_A : MountedFile.SLOT_B, Keys.slot(half));
    }
    return loader.load(current, new MountedFiles(texts), problems);
  }
}
