package io.jotgate.issuer.sensitive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Random values that people put into tokens and that are not sensitive. */
final class CleanSamples {
  private static final String[] WORDS = {
    "alpha", "order", "Editor", "reader", "admin", "Köln", "São Paulo", "team", "blue", "eu-west-1",
    "tenant", "Zürich", "customer", "premium", "北京", "read", "write", "invoice", "Anna", "Müller",
    "O'Brien", "García", "van der Berg", "Smith", "Nguyễn", "Иван", "production", "v2", "gold"
  };

  private final Random random;
  private final RandomText draw;

  CleanSamples(Random random) {
    this.random = random;
    this.draw = new RandomText(random);
  }

  /** One maker for each kind. */
  Map<String, Supplier<String>> makers() {
    Map<String, Supplier<String>> makers = new LinkedHashMap<>();
    makers.put("names", () -> word() + " " + word());
    makers.put("words", () -> word() + "-" + word() + "_" + word());
    makers.put("sentences", () -> word() + " " + number(3) + " " + word() + ", " + number(2) + ".");
    makers.put("e-mail addresses", () -> word() + number(3) + "@example.com");
    makers.put("UUIDs", () -> new UUID(random.nextLong(), random.nextLong()).toString());
    makers.put(
        "ids",
        () -> draw.pick("ORD-", "usr_", "cus_", "INV/2026/", "T-") + number(6 + draw.below(5)));
    makers.put("base-36 ids", () -> Long.toString(random.nextLong() & Long.MAX_VALUE, 36));
    makers.put("ULIDs", () -> "01J" + draw.some("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 23));
    makers.put("snowflakes", () -> "1" + number(17 + draw.below(2)));
    makers.put("timestamps", this::timestamp);
    makers.put("numbers of 1 to 19 digits", () -> (1 + draw.below(9)) + number(draw.below(19)));
    makers.put("hex hashes", () -> HexFormat.of().formatHex(bytes(pickLength(16, 20, 32, 64))));
    makers.put("base64", () -> Base64.getEncoder().encodeToString(bytes(8 + draw.below(48))));
    makers.put(
        "base64url", () -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(16)));
    makers.put("URLs", () -> "https://" + word() + ".example/" + number(5) + "?page=" + number(2));
    makers.put("phone numbers", this::phone);
    makers.put("IP addresses", () -> number(2) + "." + number(2) + ".0." + number(1) + ":443");
    makers.put(
        "versions",
        () -> "v" + draw.below(20) + "." + draw.below(50) + "." + draw.below(900) + "-rc.1");
    makers.put("amounts", () -> draw.below(10_000) + "." + number(2) + " EUR");
    makers.put(
        "plates and codes", () -> draw.some("ABCDEFGHJKL", 2) + "-" + number(4) + "-" + word());
    return makers;
  }

  private String timestamp() {
    Instant moment =
        Instant.ofEpochSecond(1_600_000_000L + draw.below(400_000_000), draw.below(999_999_999));
    String pattern =
        draw.pick("yyyyMMddHHmmss", "yyyyMMdd-HHmmss", "yyyy-MM-dd", "yyyyMMdd-HHmm", "yyyyMMdd");
    return switch (draw.below(4)) {
      case 0 -> moment.toString();
      case 1 -> Long.toString(moment.toEpochMilli());
      case 2 -> Long.toString(moment.getEpochSecond());
      default -> DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(moment);
    };
  }

  private String phone() {
    return switch (draw.below(3)) {
      case 0 -> "+49 170 " + number(7);
      case 1 -> "+1-555-" + number(3) + "-" + number(4);
      default -> "(011) 9" + number(4) + "-" + number(4);
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private String word() {
    return draw.pick(WORDS);
  }

  private String number(int digits) {
    return draw.some("0123456789", digits);
  }

  private int pickLength(int... choices) {
    return choices[draw.below(choices.length)];
  }
}
