package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.misdirected;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tokens of a trusted key that are from somebody else or for somebody else. */
final class ClaimForgeries {
  private ClaimForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        misdirected("claim-another-issuer", ClaimForgeries::anotherIssuer),
        misdirected("claim-issuer-is-none", work -> none(work, "iss", work.target.issuer())),
        misdirected("claim-another-audience", ClaimForgeries::anotherAudience),
        misdirected("claim-audience-is-none", ClaimForgeries::noAudience),
        misdirected("claim-elsewhere", ClaimForgeries::elsewhere),
        misdirected("claim-subject-is-none", ClaimForgeries::noSubject),
        misdirected("claim-id-is-none", ClaimForgeries::noId),
        misdirected("claim-exp-too-far", ClaimForgeries::tooFar));
  }

  private static String anotherIssuer(Workpiece work) {
    String issuer = work.target.issuer();
    return work.withClaims(
        work.claims()
            .withText(
                "iss",
                work.pick(
                    issuer + "/",
                    issuer + ".attacker.example",
                    issuer + "#",
                    issuer + "?",
                    issuer + " ",
                    issuer + "\u0000",
                    issuer.toUpperCase(Locale.ROOT),
                    issuer.replace("https://", "http://"),
                    issuer.replace("https://", "https://attacker.example/"),
                    issuer.replace("https://", ""),
                    issuer.substring(0, issuer.length() - 1),
                    "https://attacker.example",
                    "")));
  }

  private static String none(Workpiece work, String claim, String value) {
    String quoted = Members.quoted(value);
    return work.withClaims(
        work.chance.nextInt(4) == 0
            ? work.claims().without(claim)
            : work.claims()
                .with(claim, work.pick("null", "true", "[" + quoted + "]", "{}", "1", "[]")));
  }

  private static String anotherAudience(Workpiece work) {
    String audience = work.target.audience();
    String another =
        work.pick(
            audience + "-2",
            audience + " ",
            audience + "/",
            audience + ",others",
            "others " + audience,
            audience.substring(0, audience.length() - 1),
            audience.toUpperCase(Locale.ROOT),
            "*",
            "",
            "others");
    String quoted = Members.quoted(another);
    return work.withClaims(
        work.claims().with("aud", work.pick(quoted, "[" + quoted + "]", "[\"a\"," + quoted + "]")));
  }

  private static String noAudience(Workpiece work) {
    String quoted = Members.quoted(work.target.audience());
    return work.withClaims(
        work.chance.nextInt(4) == 0
            ? work.claims().without("aud")
            : work.claims()
                .with(
                    "aud",
                    work.pick(
                        "null",
                        "[]",
                        "true",
                        "{" + quoted + ":true}",
                        "[[" + quoted + "]]",
                        "[null]",
                        "0")));
  }

  /** The right value, but under a name that only resembles the right one, or at another depth. */
  private static String elsewhere(Workpiece work) {
    Members claims = work.claims();
    String claim = work.pick("iss", "aud");
    String value = claims.value(claim);
    String name =
        work.pick(claim.toUpperCase(Locale.ROOT), claim + "\u0000", claim + ".", "__proto__", "a");
    return work.withClaims(
        claims
            .without(claim)
            .with(name, work.pick(value, "{\"" + claim + "\":" + value + "}", "[" + value + "]")));
  }

  private static String noSubject(Workpiece work) {
    return work.withClaims(
        work.claims().with("sub", work.pick("true", "1", "[\"batch-1\"]", "{}", "[]")));
  }

  private static String noId(Workpiece work) {
    return work.withClaims(
        work.chance.nextInt(4) == 0
            ? work.claims().without("jti")
            : work.claims().with("jti", work.pick("null", "1", "[\"a\"]", "{}", "\"\"")));
  }

  private static String tooFar(Workpiece work) {
    long now = work.target.now().getEpochSecond();
    long far = Duration.ofDays(2).toSeconds() + work.chance.nextInt(1_000_000);
    return work.withClaims(
        work.claims().with("exp", work.pick(now + far, 4_294_967_296L, 253_402_300_799L)));
  }
}
