package io.jotgate.keys.jose;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The mark of moduli from one broken generator (ROCA, CVE-2017-15361): their remainders modulo
 * small primes are all powers of 65537. Such keys can be factored.
 */
final class Roca {
  /**
   * The primes up to 167 for which not every number is a power of 65537. A sound modulus has the
   * mark with a chance of 1 in 200 million.
   */
  private static final int[] PRIMES = {
    11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157
  };

  private static final int GENERATOR = 65_537;

  private Roca() {}

  static boolean isMarked(BigInteger modulus) {
    return Arrays.stream(PRIMES)
        .allMatch(prime -> isPower(modulus.mod(BigInteger.valueOf(prime)).intValueExact(), prime));
  }

  private static boolean isPower(int remainder, int prime) {
    int power = 1;
    do {
      if (power == remainder) {
        return true;
      }
      power = power * (GENERATOR % prime) % prime;
    } while (power != 1);
    return false;
  }
}
