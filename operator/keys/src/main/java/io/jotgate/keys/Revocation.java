package io.jotgate.keys;

import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.PublishKey;
import io.jotgate.keys.RotationStep.Reason;
import io.jotgate.keys.RotationStep.RevokeKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request to take keys back leads to. It waits for no acknowledgement. Where nothing else is
 * published, another key is made first and published in the very write that revokes: an empty JWK
 * Set would make verifiers go on with the keys that they have.
 */
final class Revocation {
  private Revocation() {}

  /** The request that has not had its effect yet, if there is one. */
  static Optional<RevokeRequest> open(Situation s) {
    return s.facts()
        .requests()
        .revoke()
        .map(RevokeRequest::of)
        .filter(request -> !request.handledBy(s.ring()));
  }

  /** The next step of it, if it names a key of this issuer. */
  static Optional<RotationStep> step(Situation s) {
    return open(s).flatMap(request -> step(s, request, request.kidsIn(s.ring())));
  }

  /** Why nothing is revoked although somebody asks for it. */
  static Optional<Blocked> blocked(Situation s) {
    return open(s)
        .filter(request -> request.kidsIn(s.ring()).isEmpty())
        .map(
            unknown ->
                new Blocked(
                    Blocked.Reason.UnknownKey,
                    "nothing is revoked: the request names no key of this issuer; its keys are "
                        + names(s.ring().knownKids()),
                    List.of()));
  }

  private static Optional<RotationStep> step(Situation s, RevokeRequest request, Set<String> kids) {
    if (kids.isEmpty()) {
      return Optional.empty();
    }
    Set<String> published =
        s.ring().keys().stream().map(SigningKey::kid).collect(Collectors.toUnmodifiableSet());
    if (!kids.containsAll(published)) {
      return Optional.of(revoke(s, kids, Optional.of(request.id())));
    }
    // Of all keys the one that has never signed goes last, so that none that may have signed waits
    // until another one is made.
    Optional<String> last = s.ring().prepared().map(SigningKey::kid);
    if (last.isPresent() && published.size() > 1) {
      return Optional.of(revoke(s, without(kids, last.get()), Optional.empty()));
    }
    if (s.clockUnconfirmed().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        s.storedReservation()
            .filter(reserved -> !kids.contains(reserved.kid()) || request.kid().isEmpty())
            .map(reserved -> replace(s, request, published, reserved.kid()))
            .orElseGet(
                () ->
                    new GenerateKey(
                        s.freeSlot(),
                        s.policy().key(),
                        s.ring(),
                        Reason.Revoked,
                        "makes a key in place of all that are revoked")));
  }

  private static RotationStep revoke(Situation s, Set<String> kids, Optional<String> requestId) {
    return new RevokeKeys(
        s.ring().revoke(kids, s.recorded(), requestId),
        kids.stream().sorted().toList(),
        Reason.Revoked,
        "revoked "
            + names(kids.stream().sorted().toList())
            + ": its tokens are refused from now on");
  }

  private static RotationStep replace(
      Situation s, RevokeRequest request, Set<String> kids, String replacement) {
    KeyRing next =
        s.ring().replaceAll(s.recorded(), s.policy().maxTtl(), Optional.of(request.id()));
    if (kids.isEmpty()) {
      // Asked for before there was a key: nothing is taken back, and the first one stays.
      return new PublishKey(
          next, replacement, Reason.KeyStored, "publishes key %s".formatted(replacement));
    }
    return new RevokeKeys(
        next,
        kids.stream().sorted().toList(),
        Reason.Revoked,
        "revoked "
            + names(kids.stream().sorted().toList())
            + ", the last published; another key is published in its place");
  }

  private static Set<String> without(Set<String> kids, String kid) {
    return kids.stream().filter(k -> !k.equals(kid)).collect(Collectors.toUnmodifiableSet());
  }

  private static String names(List<String> kids) {
    return (kids.size() == 1 ? "key " : "keys ") + String.join(", ", kids);
  }
}
