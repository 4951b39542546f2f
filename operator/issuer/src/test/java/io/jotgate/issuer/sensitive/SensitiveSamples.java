package io.jotgate.issuer.sensitive;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
  private static final String BASE62 = UPPER + UPPER.toLowerCase(Locale.ROOT) + DIGITS;
  private static final String BASE64URL = BASE62 + "-_";

  private final Random random;

  SensitiveSamples(Random random) {
    this.random = random;
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
    makers.put("PEM", this::pem);
    makers.put("JWT", this::jwt);
    makers.put("AWS_KEY", () -> pick("AKIA", "ASIA", "AROA", "ABIA") + some(UPPER + "234567", 16));
    makers.put("GITHUB_TOKEN", this::github);
    makers.put("SLACK_TOKEN", this::slack);
    makers.put(
        "STRIPE_KEY",
        () -> pick("sk_live_", "sk_test_", "rk_live_") + some(BASE62, 24 + below(80)));
    makers.put("GOOGLE_KEY", this::google);
    makers.put(
        "JOTGATE_KEY",
        () ->
            "jg_"
                + some("abcdefghijklmnopqrstuvwxyz234567", 12)
                + "_"
                + some(BASE62, 32)
                + "_"
                + some(BASE62, 6));
    return makers;
  }

  /** The value alone, or in a text. */
  String inText(String value) {
    return switch (below(4)) {
      case 0 -> "id: " + value;
      case 1 -> "\"" + value + "\", as told";
      default -> value;
    };
  }

  private String card() {
    String start =
        switch (below(9)) {
          case 0 -> "4";
          case 1 -> "5" + (1 + below(5));
          case 2 -> Integer.toString(2221 + below(500));
          case 3 -> pick("34", "37");
          case 4 -> pick("6011", "644", "649", "65");
          case 5 -> pick("300", "305", "36", "38", "39");
          case 6 -> Integer.toString(3528 + below(62));
          case 7 -> "62";
          default -> pick("5018", "5020", "5038", "6304", "6759", "6761", "6763");
        };
    int length = start.startsWith("34") || start.startsWith("37") ? 15 : 16;
    if (start.matches("30.|36|38|39")) {
      length = 14;
    }
    String number = withLuhn(start + some(DIGITS, length - 1 - start.length()));
    String separator = pick(" ", "-", ".");
    return switch (below(3)) {
      case 0 -> number;
      case 1 -> number.length() == 16 ? grouped(number, separator, 4, 4, 4, 4) : number;
      default ->
          number.length() == 16 ? number : grouped(number, separator, 4, 6, number.length() - 10);
    };
  }

  private String iban() {
    List<Map.Entry<String, Integer>> countries = List.copyOf(Ibans.lengths().entrySet());
    Map.Entry<String, Integer> chosen = countries.get(below(countries.size()));
    String country = chosen.getKey();
    int length = chosen.getValue();
    String account = some(DIGITS, length - 4);
    if (List.of("GB", "NL", "IE", "BG", "LV").contains(country)) {
      account = some(UPPER, 4) + account.substring(4);
    }
    StringBuilder number = new StringBuilder();
    (account + country + "00").chars().forEach(c -> number.append(Character.digit(c, 36)));
    int check = 98 - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    String iban = country + two(check) + account;
    return switch (below(3)) {
      case 0 -> iban.toLowerCase(Locale.ROOT);
      case 1 -> iban.replaceAll("(.{4})(?!$)", "$1" + pick(" ", "-"));
      default -> iban;
    };
  }

  private String belgium() {
    int year = 1930 + below(90);
    String base = two(year % 100) + two(1 + below(12)) + two(1 + below(28)) + some(DIGITS, 3);
    long number = Long.parseLong((year < 2000 ? "" : "2") + base);
    String id = base + two((int) (97 - number % 97));
    return either(id, dotted(id));
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
    String base = some(DIGITS, 8) + below(10);
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
    return either(
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
    String base = (1 + below(8)) + some(DIGITS, 5) + date8() + some(DIGITS, 3);
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (1 << (17 - i)) % 11 * (base.charAt(i) - '0');
    }
    int check = (12 - sum % 11) % 11;
    return base + (check == 10 ? "X" : check);
  }

  private String finland() {
    int year = 1900 + below(120);
    String date = two(1 + below(28)) + two(1 + below(12)) + two(year % 100);
    String serial = Integer.toString(1000 + 2 + below(898)).substring(1);
    int rest = Integer.parseInt(date + serial) % 31;
    return date
        + (year < 2000 ? "-" : "A")
        + serial
        + "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(rest);
  }

  private String france() {
    String department = pick("2A", "2B", two(1 + below(19)), two(21 + below(74)));
    String base =
        (1 + below(2)) + two(below(100)) + two(1 + below(12)) + department + some(DIGITS, 6);
    BigInteger number = new BigInteger(base.replace("2A", "19").replace("2B", "18"));
    String id = base + two(97 - number.mod(BigInteger.valueOf(97)).intValue());
    return either(id, grouped(id, " ", 1, 2, 2, 2, 3, 3, 2));
  }

  private String germany() {
    while (true) {
      List<Integer> digits = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
      Collections.shuffle(digits, random);
      digits.set(1 + below(9), digits.getFirst());
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
      return either(id, grouped(id, " ", 2, 3, 3, 3));
    }
  }

  /** By trying the last digit with the table of the dihedral group written out. */
  private String india() {
    String base = (2 + below(8)) + some(DIGITS, 10);
    for (int check = 0; check < 10; check++) {
      if (Verhoeff.valid(base + check)) {
        return grouped(base + check, pick(" ", "-"), 4, 4, 4);
      }
    }
    throw new IllegalStateException("one of ten digits is right");
  }

  private String italy() {
    String base =
        some("BCDFGLMNPRSTV", 6)
            + some(DIGITS, 2)
            + some("ABCDEHLMPRST", 1)
            + two(1 + below(28) + 40 * below(2))
            + some(UPPER, 1)
            + some(DIGITS, 3);
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
    return either(id, grouped(id, " ", 3, 3, 5, 5));
  }

  private String norway() {
    int[] first = {3, 7, 6, 1, 8, 9, 4, 5, 2};
    int[] second = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    while (true) {
      String base = two(1 + below(28)) + two(1 + below(12)) + two(below(100)) + some(DIGITS, 3);
      int one = (11 - sum(base, first) % 11) % 11;
      if (one < 10) {
        int two = (11 - sum(base + one, second) % 11) % 11;
        if (two < 10) {
          return either(
              base + one + two, base.substring(0, 6) + " " + base.substring(6) + one + two);
        }
      }
    }
  }

  private String poland() {
    int year = 1900 + below(125);
    int month = 1 + below(12) + (year < 2000 ? 0 : 20);
    String base = two(year % 100) + two(month) + two(1 + below(28)) + some(DIGITS, 4);
    return base + (10 - sum(base, new int[] {1, 3, 7, 9, 1, 3, 7, 9, 1, 3}) % 10) % 10;
  }

  private String spain() {
    String letters = "TRWAGMYFPDXBNJZSQVHLCKE";
    if (random.nextBoolean()) {
      String number = some(DIGITS, 8);
      char letter = letters.charAt(Integer.parseInt(number) % 23);
      return number + pick("", "-", " ") + letter;
    }
    int first = below(3);
    String number = some(DIGITS, 7);
    char letter = letters.charAt(Integer.parseInt(first + number) % 23);
    return "XYZ".charAt(first) + (random.nextBoolean() ? number : "-" + number + "-") + letter;
  }

  private String sweden() {
    int year = 1920 + below(95);
    String nine = two(year % 100) + two(1 + below(12)) + two(1 + below(28)) + some(DIGITS, 3);
    String ten = withLuhn(nine);
    return (random.nextBoolean() ? year / 100 : "") + ten.substring(0, 6) + "-" + ten.substring(6);
  }

  private String unitedStates() {
    int area = 1 + below(898);
    return "%03d-%02d-%04d".formatted(area == 666 ? 665 : area, 1 + below(99), 1 + below(9999));
  }

  private String pem() {
    String type = pick("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "CERTIFICATE");
    return "-----BEGIN " + type + "-----\n" + some(BASE62 + "+/", 64) + "\n-----END " + type;
  }

  private String jwt() {
    String alg = pick("ES256", "RS256", "HS256", "EdDSA", "none");
    String header =
        pick(
            "{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}",
            "{\"typ\":\"JWT\",\"alg\":\"" + alg + "\"}",
            "{ \"alg\": \"" + alg + "\" }",
            "{\n  \"kid\": \"a\",\n  \"alg\": \"" + alg + "\"\n}");
    return base64(header)
        + "."
        + base64("{\"sub\":\"" + some(BASE62, 1 + below(20)) + "\"}")
        + "."
        + some(BASE64URL, alg.equals("none") ? 0 : 43 + below(50));
  }

  private String github() {
    return random.nextBoolean()
        ? pick("ghp_", "gho_", "ghu_", "ghs_", "ghr_") + some(BASE62, 36)
        : "github_pat_" + some(BASE62, 22) + "_" + some(BASE62, 59);
  }

  private String slack() {
    return random.nextBoolean()
        ? pick("xoxb-", "xoxp-", "xoxa-", "xoxs-")
            + some(DIGITS, 12)
            + "-"
            + some(DIGITS, 12)
            + "-"
            + some(BASE62, 24)
        : "https://hooks.slack.com/services/T" + some(DIGITS, 8) + "/B" + some(DIGITS, 8) + "/x";
  }

  private String google() {
    return switch (below(3)) {
      case 0 -> "AIza" + some(BASE64URL, 35);
      case 1 -> "GOCSPX-" + some(BASE64URL, 28);
      default -> "ya29." + some(BASE64URL, 100);
    };
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
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
    return (1930 + below(90)) + two(1 + below(12)) + two(1 + below(28));
  }

  private String some(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(below(alphabet.length())));
    }
    return text.toString();
  }

  private String either(String one, String other) {
    return random.nextBoolean() ? one : other;
  }

  private String pick(String... choices) {
    return choices[below(choices.length)];
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
