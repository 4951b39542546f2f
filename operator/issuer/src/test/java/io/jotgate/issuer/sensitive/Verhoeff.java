package io.jotgate.issuer.sensitive;

/** The scheme of J. Verhoeff with its tables written out, as published. */
final class Verhoeff {
  private static final String[] PRODUCT = {
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"
  };
  private static final String[] PERMUTATION = {
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258"
  };

  private Verhoeff() {}

  static boolean valid(String digits) {
    char check = '0';
    String reversed = new StringBuilder(digits).reverse().toString();
    for (int i = 0; i < reversed.length(); i++) {
      char permuted = PERMUTATION[i % 8].charAt(reversed.charAt(i) - '0');
      check = PRODUCT[check - '0'].charAt(permuted - '0');
    }
    return check == '0';
  }
}
