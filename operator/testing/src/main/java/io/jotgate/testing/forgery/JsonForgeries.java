package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rightly signed bytes that are not one JSON object, or that two readers may read as two. */
final class JsonForgeries {
  private JsonForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("json-claim-twice", JsonForgeries::claimTwice),
        forged("json-claim-twice-within", JsonForgeries::twiceWithin),
        forged("json-claim-twice-by-escape", JsonForgeries::twiceByEscape),
        forged("json-with-something-before", work -> work.withClaims(before(work) + text(work))),
        forged("json-with-something-after", work -> work.withClaims(text(work) + after(work))),
        forged("json-header-with-something-around", JsonForgeries::headerAround),
        forged("json-of-another-value", JsonForgeries::anotherValue),
        forged("json-header-of-another-value", JsonForgeries::headerOfAnotherValue),
        forged("json-broken-syntax", JsonForgeries::brokenSyntax),
        forged("json-broken-header", JsonForgeries::brokenHeader),
        forged("json-value-that-is-none", JsonForgeries::noValue),
        forged("json-not-utf-8", JsonForgeries::notUtf8),
        forged("json-of-another-encoding", JsonForgeries::anotherEncoding),
        forged("json-half-a-surrogate-pair", JsonForgeries::halfAPair),
        forged("json-truncated", JsonForgeries::truncated));
  }

  private static String text(Workpiece work) {
    return work.claims().text();
  }

  /** The claims with more members in front of them. */
  private static String withFirst(Workpiece work, String members) {
    return "{" + members + "," + text(work).substring(1);
  }

  private static String withLast(Workpiece work, String members) {
    String text = text(work);
    return text.substring(0, text.length() - 1) + "," + members + "}";
  }

  private static String claimTwice(Workpiece work) {
    Members claims = work.claims();
    String name = work.pick(claims.names());
    String member =
        Members.quoted(name)
            + ":"
            + work.pick(claims.value(name), "\"attacker\"", "null", "[]", "1899999999");
    return work.withClaims(
        work.chance.nextBoolean() ? withFirst(work, member) : withLast(work, member));
  }

  private static String twiceWithin(Workpiece work) {
    String within =
        work.pick("{\"b\":1,\"b\":2}", "[{\"b\":1,\"b\":1}]", "{\"c\":{\"\":1,\"\":2}}");
    return work.withClaims(withLast(work, "\"a\":" + within));
  }

  private static String twiceByEscape(Workpiece work) {
    String name = work.pick(work.claims().names());
    int at = work.chance.nextInt(name.length());
    String escaped =
        name.substring(0, at) + "\\u%04x".formatted((int) name.charAt(at)) + name.substring(at + 1);
    String member = "\"" + escaped + "\":\"attacker\"";
    return work.withClaims(
        work.chance.nextBoolean() ? withFirst(work, member) : withLast(work, member));
  }

  private static String before(Workpiece work) {
    return work.pick("\ufeff", " ", "\n", "\t", "\u0000", ",", "[", "0", "null", ")]}',\n", "//\n");
  }

  private static String after(Workpiece work) {
    return work.pick(
        "x", ",", "}", "{}", "]", "\u0000", "\ufeff", "//", "/**/", "\f", " null", "#");
  }

  private static String headerAround(Workpiece work) {
    String header = work.header().text();
    return work.signed(
        work.chance.nextBoolean() ? before(work) + header : header + after(work), text(work));
  }

  private static String anotherValue(Workpiece work) {
    return work.withClaims(
        work.pick(
            "",
            " ",
            "null",
            "true",
            "1",
            "\"\"",
            "[]",
            "[" + text(work) + "]",
            Members.quoted(text(work)),
            text(work) + text(work)));
  }

  private static String headerOfAnotherValue(Workpiece work) {
    String header = work.header().text();
    return work.signed(
        work.pick("", "null", "[]", "\"\"", "{}", "[" + header + "]", header + header), text(work));
  }

  private static String brokenSyntax(Workpiece work) {
    return work.withClaims(broken(work, text(work)));
  }

  private static String brokenHeader(Workpiece work) {
    return work.signed(broken(work, work.header().text()), text(work));
  }

  private static String broken(Workpiece work, String json) {
    String open = json.substring(0, json.length() - 1);
    return work.pick(
        json.replace('"', '\''),
        json.replaceFirst("\"", ""),
        json.replaceFirst(":", "="),
        json.replaceFirst(":", "::"),
        json.replaceFirst(",", ",,"),
        json.replaceFirst(",", ";"),
        json.replaceFirst(",", ""),
        json.replaceFirst(",", "/**/,"),
        json.replaceFirst("\\{", "{,"),
        json.replaceFirst("\\{", "{\u00a0"),
        json.replaceFirst("\\{\"", "{\"\\\\x41"),
        json.replaceFirst("\\{\"", "{\"\n"),
        open + ",}",
        open + "]",
        open,
        json.substring(1));
  }

  private static String noValue(Workpiece work) {
    String value =
        work.pick(
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999",
            "-1e999",
            "01",
            "-01",
            "+1",
            ".5",
            "1.",
            "1e",
            "0x10",
            "1_000",
            "--1",
            "-",
            "True",
            "undefined",
            "nul",
            "'a'",
            "\"\\a\"",
            "\"\\u12\"",
            "\"\\u\u0661\u0661\u0661\u0661\"",
            "\"\t\"",
            "[1,]",
            "[,1]",
            "{a:1}",
            "1".repeat(200));
    return work.withClaims(withLast(work, "\"a\":" + value));
  }

  private static String notUtf8(Workpiece work) {
    byte[] bad =
        work.pick(
            new byte[] {(byte) 0x80},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xc1, (byte) 0xbf},
            new byte[] {(byte) 0xe9},
            new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xf0, (byte) 0x9f},
            new byte[] {(byte) 0xff});
    ByteArrayOutputStream claims = new ByteArrayOutputStream();
    String text = withLast(work, "\"a\":\"");
    claims.writeBytes(text.substring(0, text.length() - 1).getBytes(StandardCharsets.UTF_8));
    claims.writeBytes(bad);
    claims.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
    return work.key.token(work.header().text(), claims.toByteArray());
  }

  private static String anotherEncoding(Workpiece work) {
    Charset charset =
        work.pick(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_32);
    return work.key.token(work.header().text(), text(work).getBytes(charset));
  }

  private static String halfAPair(Workpiece work) {
    String half = work.pick("\\ud800", "\\udc00", "\\ud800a", "\\udc00\\ud800", "\\ud800\\ud800");
    return work.withClaims(
        withLast(
            work, work.chance.nextBoolean() ? "\"a\":\"" + half + "\"" : "\"" + half + "\":1"));
  }

  private static String truncated(Workpiece work) {
    String text = text(work);
    return work.withClaims(text.substring(0, work.chance.nextInt(text.length())));
  }
}
