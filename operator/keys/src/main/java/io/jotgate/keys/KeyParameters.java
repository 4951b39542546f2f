package io.jotgate.keys;

/**
 * What kind of key signs: keys of different parameters never replace each other silently, a change
 * is a rotation.
 *
 * @param alg JWS algorithm, RFC 7518 or RFC 8037
 * @param size bits of the modulus of an RSA key; 0 where the algorithm says it all
 */
public record KeyParameters(String alg, int size) {
  private static final int SMALLEST = 2048;
  private static final int LARGEST = 8192;

  /** Refuses what is no name of an algorithm, and sizes that are weak or without limit. */
  public KeyParameters {
    KeyChecks.alg(alg);
    KeyChecks.require(
        size == 0 || (size >= SMALLEST && size <= LARGEST),
        "a key has between " + SMALLEST + " and " + LARGEST + " bits");
  }

  /** Of an algorithm whose keys have one size. */
  public static KeyParameters of(String alg) {
    return new KeyParameters(alg, 0);
  }

  @Override
  public String toString() {
    return size == 0 ? alg : alg + " with " + size + " bits";
  }
}
