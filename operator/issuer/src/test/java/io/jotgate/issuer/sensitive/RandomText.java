package io.jotgate.issuer.sensitive;

import java.util.Random;

/** Draws characters and choices; the same seed gives the same draws. */
final class RandomText {
  private final Random random;

  RandomText(Random random) {
    this.random = random;
  }

  /** So many characters of an alphabet. */
  String some(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(below(alphabet.length())));
    }
    return text.toString();
  }

  /** One of the choices. */
  String pick(String... choices) {
    return choices[below(choices.length)];
  }

  /** One or the other. */
  String either(String one, String other) {
    return coin() ? one : other;
  }

  /** True or false. */
  boolean coin() {
    return random.nextBoolean();
  }

  /** From 0 to one less than the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }
}
