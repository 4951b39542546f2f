package io.jotgate.keys.search;

/** Kids of the model: numbers from 1 in order of creation, 0 for none; sets of them as masks. */
final class Kids {
  /** Most kids that are remembered somewhere at once. */
  static final int MOST = 15;

  static final int ALL = (1 << MOST) - 1;

  private Kids() {}

  static int mask(int kid) {
    return kid == 0 ? 0 : 1 << (kid - 1);
  }

  static boolean in(int mask, int kid) {
    return (mask & mask(kid)) != 0;
  }

  /** The newest of a set, 0 of the empty one. */
  static int newest(int mask) {
    return 32 - Integer.numberOfLeadingZeros(mask);
  }

  /** The set under other names. */
  static int renamed(int mask, int[] names) {
    int renamed = 0;
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      renamed |= mask(names[Integer.numberOfTrailingZeros(rest) + 1]);
    }
    return renamed;
  }

  /** What each number becomes when those of the set are counted from 1; others become 0. */
  static int[] ranks(int mask) {
    int[] ranks = new int[MOST + 1];
    int rank = 0;
    for (int i = 1; i <= MOST; i++) {
      if (in(mask, i)) {
        ranks[i] = ++rank;
      }
    }
    return ranks;
  }

  static String name(int kid) {
    return kid < 10 ? "k0" + kid : "k" + kid;
  }

  static int number(String name) {
    return Integer.parseInt(name.substring(1));
  }

  static String jwk(String name) {
    return "{\"alg\":\"ES256\",\"kid\":\"" + name + "\"}";
  }
}
