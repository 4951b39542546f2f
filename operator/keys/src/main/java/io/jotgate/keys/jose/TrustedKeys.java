package io.jotgate.keys.jose;

import io.jotgate.keys.jose.Verification.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys whose signatures count, by kid. Which one is asked is the token's choice, how is not.
 */
final class TrustedKeys {
  private final Map<String, VerificationKey> keys;

  /**
   * Keys with different kids.
   *
   * @throws IllegalArgumentException if two have the same
   */
  TrustedKeys(List<? extends VerificationKey> keys) {
    try {
      this.keys =
          keys.stream()
              .collect(Collectors.toUnmodifiableMap(VerificationKey::kid, Function.identity()));
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("the kids of trusted keys differ", e);
    }
  }

  /** Why none of these keys has signed this, or nothing if one has. */
  Optional<Reason> refusal(CompactJws jws) {
    if (jws.hasForbiddenHeader()) {
      return Optional.of(Reason.FORBIDDEN_HEADER);
    }
    Optional<VerificationKey> key =
        jws.text("kid").flatMap(kid -> Optional.ofNullable(keys.get(kid)));
    if (key.isEmpty()) {
      return Optional.of(Reason.UNKNOWN_KEY);
    }
    if (!jws.text("alg").equals(Optional.of(key.get().alg()))) {
      return Optional.of(Reason.ALGORITHM);
    }
    return jws.isSignedBy(key.get()) ? Optional.empty() : Optional.of(Reason.SIGNATURE);
  }
}
