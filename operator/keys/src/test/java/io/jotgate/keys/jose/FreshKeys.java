package io.jotgate.keys.jose;

import io.jotgate.keys.KeyParameters;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One key of every algorithm, made once: RSA takes its time. */
final class FreshKeys {
  private static final int RSA_BITS = 2048;
  private static final Map<String, GeneratedKey> BY_ALG =
      SigningKeys.algs().stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), FreshKeys::another));

  private FreshKeys() {}

  /** A key of this algorithm that all tests share. */
  static GeneratedKey of(String alg) {
    return Objects.requireNonNull(BY_ALG.get(alg), alg);
  }

  /** A key that nobody shares. */
  static GeneratedKey another(String alg) {
    return SigningKeys.generate(SigningKeys.parameters(alg, RSA_BITS), new SecureRandom());
  }

  static List<GeneratedKey> ofEachAlgorithm() {
    return SigningKeys.algs().stream().map(FreshKeys::of).toList();
  }

  /** Everything that a key can be made of. */
  static Stream<KeyParameters> parameters() {
    return Stream.concat(
        SigningKeys.algs().stream().map(alg -> SigningKeys.parameters(alg, RSA_BITS)),
        Stream.of(new KeyParameters("RS256", 3072), new KeyParameters("PS512", 4096)));
  }
}
