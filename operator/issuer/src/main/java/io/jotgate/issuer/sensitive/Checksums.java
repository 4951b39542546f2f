package io.jotgate.issuer.sensitive;

/** The arithmetic of check digits. */
final class Checksums {
  /** Permutations of the Verhoeff scheme: {@code POSITIONS[i % 8][digit]}. */
  private static final String[] POSITIONS = {
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258"
  };

  private Checksums() {}

  /** Luhn (ISO/IEC 7812-1 annex B). */
  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digit(digits, digits.length() - 1 - i);
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  /** The remainder of a number, letters counting from A = 10 (ISO 7064 mod 97-10). */
  static int mod97(String text) {
    int remainder = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = Character.digit(text.charAt(i), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
  }

  /** The sum of the first digits, each times its weight. */
  static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * digit(digits, i);
    }
    return sum;
  }

  /** ISO 7064 mod 11,10 over all digits, the check digit last. */
  static boolean mod11And10(String digits) {
    int product = 10;
    for (int i = 0; i < digits.length() - 1; i++) {
      int sum = (digit(digits, i) + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == digit(digits, digits.length() - 1);
  }

  /** The Verhoeff scheme over the dihedral group of order ten. */
  static boolean verhoeff(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digit(digits, digits.length() - 1 - i);
      sum = dihedral(sum, POSITIONS[i % 8].charAt(digit) - '0');
    }
    return sum == 0;
  }

  private static int dihedral(int a, int b) {
    if (a < 5) {
      return b < 5 ? (a + b) % 5 : (a + b - 5) % 5 + 5;
    }
    return b < 5 ? (a - 5 - b + 5) % 5 + 5 : (a - b + 5) % 5;
  }

  static int digit(String digits, int at) {
    return digits.charAt(at) - '0';
  }

  static int number(String digits, int from, int to) {
    return Integer.parseInt(digits, from, to, 10);
  }

  static boolean allDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
