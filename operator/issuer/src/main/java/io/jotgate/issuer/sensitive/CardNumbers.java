package io.jotgate.issuer.sensitive;

import java.util.List;

/**
 * Card numbers: digits in one piece or in the groups that are printed on cards, in a range that is
 * assigned to a card scheme, of a length that the scheme uses, with a right check digit.
 */
final class CardNumbers {
  private static final int[][] GROUPS = {
    {16},
    {15},
    {14},
    {17},
    {18},
    {19},
    {4, 4, 4, 4},
    {4, 6, 5},
    {4, 6, 4},
    {8, 8},
    {6, 13},
    {4, 4, 4, 4, 1},
    {4, 4, 4, 4, 2},
    {4, 4, 4, 4, 3}
  };

  private static final int PREFIX = 6;

  /** First six digits from and to, and the lengths of the scheme. */
  private record Range(String scheme, int from, int to, int minLength, int maxLength) {
    boolean contains(int prefix, int length) {
      return prefix >= from && prefix <= to && length >= minLength && length <= maxLength;
    }
  }

  private static final List<Range> RANGES =
      List.of(
          new Range("Mir", 220000, 220499, 16, 19),
          new Range("Mastercard", 222100, 272099, 16, 16),
          new Range("Diners Club", 300000, 305999, 14, 19),
          new Range("Diners Club", 309500, 309599, 14, 19),
          new Range("American Express", 340000, 349999, 15, 15),
          new Range("JCB", 352800, 358999, 16, 19),
          new Range("Diners Club", 360000, 369999, 14, 19),
          new Range("American Express", 370000, 379999, 15, 15),
          new Range("Diners Club", 380000, 399999, 14, 19),
          new Range("Visa", 400000, 499999, 16, 16),
          new Range("Visa", 400000, 499999, 19, 19),
          new Range("Maestro", 501800, 503999, 16, 19),
          new Range("Elo, Verve", 504100, 509999, 16, 19),
          new Range("Mastercard", 510000, 559999, 16, 16),
          new Range("Maestro", 589300, 589399, 16, 19),
          new Range("Discover, Hipercard, RuPay", 600000, 609999, 16, 19),
          new Range("UnionPay, Elo", 620000, 629999, 16, 19),
          new Range("Maestro", 630400, 630499, 16, 19),
          new Range("Elo", 636297, 636368, 16, 16),
          new Range("Discover", 644000, 659999, 16, 19),
          new Range("Maestro", 675900, 676399, 16, 19),
          new Range("Troy", 979200, 979289, 16, 16));

  private CardNumbers() {}

  /** Whether a card number begins with this word. */
  static boolean at(Words words, int word) {
    if (!Words.isDigit(words.first(word))) {
      return false;
    }
    for (int[] group : GROUPS) {
      if (words.grouped(word, group) && isCard(words.joined(word, group.length))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCard(String number) {
    if (!Checksums.allDigits(number)) {
      return false;
    }
    int prefix = Checksums.number(number, 0, PREFIX);
    return RANGES.stream().anyMatch(range -> range.contains(prefix, number.length()))
        && Checksums.luhn(number);
  }
}
