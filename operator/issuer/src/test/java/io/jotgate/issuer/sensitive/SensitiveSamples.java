package io.jotgate.issuer.sensitive;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random sensitive values, made from the standards and not from the code under test: check digits
 * are computed or tried in another way. Each is written in one of its usual forms and sometimes
 * stands in a text.
 */
final class SensitiveSamples {
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  private final Random random;
  private final RandomText draw;

  SensitiveSamples(Random random) {
    this.random = random;
    this.draw = new RandomText(random);
  }

  /** One maker for each rule, national ids by country. */
  Map<String, Supplier<String>> makers() {
    Map<String, Supplier<String>> makers = new LinkedHashMap<>();
    makers.put("CARD_NUMBER", this::card);
    makers.put("IBAN", this::iban);
    makers.put("NATIONAL_ID BELGIUM", this::belgium);
    makers.put("NATIONAL_ID BRAZIL", this::brazil);
    makers.put("NATIONAL_ID CHINA", this::china);
    makers.put("NATIONAL_ID FINLAND", this::finland);
    makers.put("NATIONAL_ID FRANCE", this::france);
    makers.put("NATIONAL_ID GERMANY", this::germany);
    makers.put("NATIONAL_ID INDIA", this::india);
    makers.put("NATIONAL_ID ITALY", this::italy);
    makers.put("NATIONAL_ID NORWAY", this::norway);
    makers.put("NATIONAL_ID POLAND", this::poland);
    makers.put("NATIONAL_ID SPAIN", this::spain);
    makers.put("NATIONAL_ID SWEDEN", this::sweden);
    makers.put("NATIONAL_ID UNITED_STATES", this::unitedStates);
    makers.putAll(new KeySamples(draw).makers());
    return makers;
  }

  /** The value alone, or in a text. */
  String inText(String value) {
    return switch (draw.below(4)) {
      case 0 -> "id: " + value;
      case 1 -> "\"" + value + "\", as told";
      default -> value;
    };
  }

  private String card() {
    String start =
        switch (draw.below(9)) {
          case 0 -> "4";
          case 1 -> "5" + (1 + draw.below(5));
          case 2 -> Integer.toString(2221 + draw.below(500));
          case 3 -> draw.pick("34", "37");
          case 4 -> draw.pick("6011", "644", "649", "65");
          case 5 -> draw.pick("300", "305", "36", "38", "39");
          case 6 -> Integer.toString(3528 + draw.below(62));
          case 7 -> "62";
          default -> draw.pick("5018", "5020", "5038", "6304", "6759", "6761", "6763");
        };
    int length = start.startsWith("34") || start.startsWith("37") ? 15 : 16;
    if (start.matches("30.|36|38|39")) {
      length = 14;
    }
    String number = withLuhn(start + draw.some(DIGITS, length - 1 - start.length()));
    String separator = draw.pick(" ", "-", ".");
    return switch (draw.below(3)) {
      case 0 -> number;
      case 1 -> number.length() == 16 ? grouped(number, separator, 4, 4, 4, 4) : number;
      default ->
          number.length() == 16 ? number : grouped(number, separator, 4, 6, number.length() - 10);
    };
  }

  private String iban() {
    List<Map.Entry<String, Integer>> countries = List.copyOf(Ibans.lengths().entrySet());
    Map.Entry<String, Integer> chosen = countries.get(draw.below(countries.size()));
    String country = chosen.getKey();
    int length = chosen.getValue();
    String account = draw.some(DIGITS, length - 4);
    if (List.of("GB", "NL", "IE", "BG", "LV").contains(country)) {
      account = draw.some(UPPER, 4) + account.substring(4);
    }
    StringBuilder number = new StringBuilder();
    (account + country + "00").chars().forEach(c -> number.append(Character.digit(c, 36)));
    int check = 98 - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    String iban = country + two(check) + account;
    return switch (draw.below(3)) {
      case 0 -> iban.toLowerCase(Locale.ROOT);
      case 1 -> iban.replaceAll("(.{4})(?!$)", "$1" + draw.pick(" ", "-"));
      default -> iban;
    };
  }

  private String belgium() {
    int year = 1930 + draw.below(90);
    String base =
        two(year % 100) + two(1 + draw.below(12)) + two(1 + draw.below(28)) + draw.some(DIGITS, 3);
    long number = Long.parseLong((year < 2000 ? "" : "2") + base);
    String id = base + two((int) (97 - number % 97));
    return draw.either(id, dotted(id));
  }

  private static String dotted(String id) {
    return id.substring(0, 2)
        + "."
        + id.substring(2, 4)
        + "."
        + id.substring(4, 6)
        + "-"
        + id.substring(6, 9)
        + "."
        + id.substring(9);
  }

  private String brazil() {
    String base = draw.some(DIGITS, 8) + draw.below(10);
    if (base.chars().distinct().count() == 1) {
      base = "529982247";
    }
    String id = base;
    for (int round = 0; round < 2; round++) {
      int sum = 0;
      for (int i = 0; i < id.length(); i++) {
        sum += (id.length() + 1 - i) * (id.charAt(i) - '0');
      }
      id += sum % 11 < 2 ? 0 : 11 - sum % 11;
    }
    return draw.either(
        id,
        id.substring(0, 3)
            + "."
            + id.substring(3, 6)
            + "."
            + id.substring(6, 9)
            + "-"
            + id.substring(9));
  }

  private String china() {
    String base = (1 + draw.below(8)) + draw.some(DIGITS, 5) + date8() + draw.some(DIGITS, 3);
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (1 << (17 - i)) % 11 * (base.charAt(i) - '0');
    }
    int check = (12 - sum % 11) % 11;
    return base + (check == 10 ? "X" : check);
  }

  private String finland() {
    int year = 1900 + draw.below(120);
    String date = two(1 + draw.below(28)) + two(1 + draw.below(12)) + two(year % 100);
    String serial = Integer.toString(1000 + 2 + draw.below(898)).substring(1);
    int rest = Integer.parseInt(date + serial) % 31;
    return date
        + (year < 2000 ? "-" : "A")
        + serial
        + "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(rest);
  }

  private String france() {
    String department = draw.pick("2A", "2B", two(1 + draw.below(19)), two(21 + draw.below(74)));
    String base =
        (1 + draw.below(2))
            + two(draw.below(100))
            + two(1 + draw.below(12))
            + department
            + draw.some(DIGITS, 6);
    BigInteger number = new BigInteger(base.replace("2A", "19").replace("2B", "18"));
    String id = base + two(97 - number.mod(BigInteger.valueOf(97)).intValue());
    return draw.either(id, grouped(id, " ", 1, 2, 2, 2, 3, 3, 2));
  }

  private String germany() {
    while (true) {
      List<Integer> digits = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
      Collections.shuffle(digits, random);
      digits.set(1 + draw.below(9), digits.getFirst());
      Collections.shuffle(digits, random);
      StringBuilder base = new StringBuilder();
      digits.forEach(base::append);
      if (base.charAt(0) == '0') {
        continue;
      }
      int product = 10;
      for (int digit : digits) {
        int sum = (digit + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
      }
      String id = base.toString() + (product == 1 ? 0 : 11 - product);
      return draw.either(id, grouped(id, " ", 2, 3, 3, 3));
    }
  }

  /** By trying the last digit with the table of the dihedral group written out. */
  private String india() {
    String base = (2 + draw.below(8)) + draw.some(DIGITS, 10);
    for (int check = 0; check < 10; check++) {
      if (Verhoeff.valid(base + check)) {
        return grouped(base + check, draw.pick(" ", "-"), 4, 4, 4);
      }
    }
    throw new IllegalStateException("one of ten digits is right");
  }

  private String italy() {
    String base =
        draw.some("BCDFGLMNPRSTV", 6)
            + draw.some(DIGITS, 2)
            + draw.some("ABCDEHLMPRST", 1)
            + two(1 + draw.below(28) + 40 * draw.below(2))
            + draw.some(UPPER, 1)
            + draw.some(DIGITS, 3);
    int[] odd = {
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char c = base.charAt(i);
      int order = c >= 'A' ? c - 'A' : c - '0';
      sum += i % 2 == 0 ? odd[order] : order;
    }
    String id = base + UPPER.charAt(sum % 26);
    return draw.either(id, grouped(id, " ", 3, 3, 5, 5));
  }

  private String norway() {
    int[] first = {3, 7, 6, 1, 8, 9, 4, 5, 2};
    int[] second = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    while (true) {
      String base =
          two(1 + draw.below(28))
              + two(1 + draw.below(12))
              + two(draw.below(100))
              + draw.some(DIGITS, 3);
      int one = (11 - sum(base, first) % 11) % 11;
      if (one < 10) {
        int two = (11 - sum(base + one, second) % 11) % 11;
        if (two < 10) {
          return draw.either(
              base + one + two, base.substring(0, 6) + " " + base.substring(6) + one + two);
        }
      }
    }
  }

  private String poland() {
    int year = 1900 + draw.below(125);
    int month = 1 + draw.below(12) + (year < 2000 ? 0 : 20);
    String base = two(year % 100) + two(month) + two(1 + draw.below(28)) + draw.some(DIGITS, 4);
    return base + (10 - sum(base, new int[] {1, 3, 7, 9, 1, 3, 7, 9, 1, 3}) % 10) % 10;
  }

  private String spain() {
    String letters = "TRWAGMYFPDXBNJZSQVHLCKE";
    if (random.nextBoolean()) {
      String number = draw.some(DIGITS, 8);
      char letter = letters.charAt(Integer.parseInt(number) % 23);
      return number + draw.pick("", "-", " ") + letter;
    }
    int first = draw.below(3);
    String number = draw.some(DIGITS, 7);
    char letter = letters.charAt(Integer.parseInt(first + number) % 23);
    return "XYZ".charAt(first) + (random.nextBoolean() ? number : "-" + number + "-") + letter;
  }

  private String sweden() {
    int year = 1920 + draw.below(95);
    String nine =
        two(year % 100) + two(1 + draw.below(12)) + two(1 + draw.below(28)) + draw.some(DIGITS, 3);
    String ten = withLuhn(nine);
    return (random.nextBoolean() ? year / 100 : "") + ten.substring(0, 6) + "-" + ten.substring(6);
  }

  private String unitedStates() {
    int area = 1 + draw.below(898);
    return "%03d-%02d-%04d"
        .formatted(area == 666 ? 665 : area, 1 + draw.below(99), 1 + draw.below(9999));
  }

  /** By trying which last digit makes the sum of ISO/IEC 7812-1 end in 0. */
  private static String withLuhn(String number) {
    for (int check = 0; check < 10; check++) {
      String candidate = number + check;
      int sum = 0;
      boolean twice = false;
      for (int i = candidate.length() - 1; i >= 0; i--) {
        int digit = (candidate.charAt(i) - '0') * (twice ? 2 : 1);
        sum += digit / 10 + digit % 10;
        twice = !twice;
      }
      if (sum % 10 == 0) {
        return candidate;
      }
    }
    throw new IllegalStateException("one of ten digits is right");
  }

  private static int sum(String digits, int[] weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (digits.charAt(i) - '0');
    }
    return sum;
  }

  private static String grouped(String text, String separator, int... lengths) {
    StringBuilder grouped = new StringBuilder();
    int at = 0;
    for (int length : lengths) {
      grouped.append(at == 0 ? "" : separator).append(text, at, at + length);
      at += length;
    }
    return grouped.toString();
  }

  private String date8() {
    return (1930 + draw.below(90)) + two(1 + draw.below(12)) + two(1 + draw.below(28));
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
