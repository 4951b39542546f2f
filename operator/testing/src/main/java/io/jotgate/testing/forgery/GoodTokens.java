package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.good;

import java.util.List;
import java.util.Locale;

/** Tokens that differ from the usual one in what does not matter. */
final class GoodTokens {
  private GoodTokens() {}

  static List<Kind> kinds() {
    return List.of(
        good("good", work -> work.signed(work.header(), work.claims())),
        good("good-in-another-order", GoodTokens::inAnotherOrder),
        good("good-with-space-within", GoodTokens::withSpaceWithin),
        good("good-with-escapes", GoodTokens::withEscapes),
        good("good-with-more-claims", GoodTokens::withMoreClaims),
        good("good-with-more-header", GoodTokens::withMoreHeader),
        good("good-type-in-another-spelling", GoodTokens::inAnotherSpelling),
        good("good-audience-among-others", GoodTokens::withAudiences),
        good("good-without-nbf-and-iat", GoodTokens::withoutOptionalTimes),
        good("good-at-the-edge-of-time", GoodTokens::atTheEdgeOfTime));
  }

  private static String inAnotherOrder(Workpiece work) {
    return work.signed(work.header().shuffled(work.chance), work.claims().shuffled(work.chance));
  }

  private static String withSpaceWithin(Workpiece work) {
    String space = work.pick(" ", "\n", "\t", "\r\n", "    ");
    return work.signed(work.header().text(space), work.claims().text(space) + space);
  }

  /** A character has many texts in JSON, all of them mean the same. */
  private static String withEscapes(Workpiece work) {
    StringBuilder kid = new StringBuilder("\"");
    work.key
        .kid()
        .chars()
        .forEach(
            c -> kid.append(work.chance.nextBoolean() ? "\\u%04X".formatted(c) : "" + (char) c));
    return work.withHeader(work.header().with("kid", kid.append('"').toString()));
  }

  private static String withMoreClaims(Workpiece work) {
    return work.withClaims(
        work.claims()
            .with("amount", work.pick("0", "-1", "1e3", "0.25", "123456789012345678901234567890"))
            .with("nested", work.pick("{}", "{\"exp\":1}", "[[[]]]", "[null,true,\"a.b\"]"))
            .withText("name", work.pick("Jos\u00e9", "\ud83d\udd11", "a\nb", "\u202e", ""))
            .with("nothing", "null"));
  }

  private static String withMoreHeader(Workpiece work) {
    return work.withHeader(
        work.header()
            .with(
                work.pick("cty", "x-trace", "iat", "CRIT", "Jku"), work.pick("\"a\"", "7", "{}")));
  }

  private static String inAnotherSpelling(Workpiece work) {
    String typ = work.target.typ();
    return work.withHeader(
        work.header()
            .withText(
                "typ",
                work.pick(
                    typ.toUpperCase(Locale.ROOT),
                    "application/" + typ,
                    "Application/" + typ.toUpperCase(Locale.ROOT))));
  }

  private static String withAudiences(Workpiece work) {
    String audience = Members.quoted(work.target.audience());
    return work.withClaims(
        work.claims()
            .with("aud", work.pick("[" + audience + "]", "[\"others\"," + audience + "]")));
  }

  private static String withoutOptionalTimes(Workpiece work) {
    return work.withClaims(work.claims().without(work.pick("nbf", "iat")));
  }

  private static String atTheEdgeOfTime(Workpiece work) {
    long now = work.target.now().getEpochSecond();
    long leeway = work.target.leeway().toSeconds();
    return work.withClaims(
        work.chance.nextBoolean()
            ? work.claims().with("exp", now - leeway + 1)
            : work.claims().with("nbf", now + leeway));
  }
}
