package io.jotgate.keys.jose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The allow-list of algorithms. What is not in it is neither made nor read: no {@code none}, no
 * shared secrets (RFC 8725 section 3.1).
 */
final class KeyTypes {
  private static final Map<String, KeyType> BY_ALG =
      Stream.of(
              EcKeyType.ES256,
              EcKeyType.ES384,
              EcKeyType.ES512,
              RsaKeyType.RS256,
              RsaKeyType.RS384,
              RsaKeyType.RS512,
              RsaKeyType.PS256,
              RsaKeyType.PS384,
              RsaKeyType.PS512,
              Ed25519KeyType.EDDSA)
          .collect(Collectors.toUnmodifiableMap(KeyType::alg, Function.identity()));

  private KeyTypes() {}

  static Optional<KeyType> of(String alg) {
    return Optional.ofNullable(BY_ALG.get(alg));
  }

  /** Names as in JWS headers, sorted. */
  static List<String> algs() {
    return BY_ALG.keySet().stream().sorted().toList();
  }
}
