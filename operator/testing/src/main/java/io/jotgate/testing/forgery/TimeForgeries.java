package io.jotgate.testing.forgery;

import static io.jotgate.testing.forgery.Kind.forged;

import java.util.List;

/** Tokens that are out of their time, or whose times are no times (RFC 7519 section 4.1). */
final class TimeForgeries {
  private static final List<String> NO_TIMES =
      List.of(
          "null",
          "true",
          "\"1900000000\"",
          "[1900000000]",
          "{}",
          "1.9e9",
          "1900000000.0",
          "1900000000.5",
          "1e308",
          "-1",
          "-9223372036854775808",
          "253402300800",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "18446744073709551616",
          "100000000000000000000");

  private TimeForgeries() {}

  static List<Kind> kinds() {
    return List.of(
        forged("time-expired", TimeForgeries::expired),
        forged("time-not-yet", TimeForgeries::notYet),
        forged("time-without-exp", work -> work.withClaims(work.claims().without("exp"))),
        forged("time-exp-is-none", work -> none(work, "exp")),
        forged("time-nbf-is-none", work -> none(work, "nbf")),
        forged("time-iat-is-none", work -> none(work, "iat")),
        forged("time-exp-elsewhere", TimeForgeries::elsewhere));
  }

  private static String expired(Workpiece work) {
    long last = work.target.now().minus(work.target.leeway()).getEpochSecond();
    long exp = work.pick(last, last - 1, last - work.chance.nextInt(1_000_000), 1L, 0L);
    return work.withClaims(work.claims().with("exp", exp));
  }

  private static String notYet(Workpiece work) {
    long first = work.target.now().plus(work.target.leeway()).getEpochSecond() + 1;
    long nbf = work.pick(first, first + work.chance.nextInt(1_000_000), 253_402_300_799L);
    return work.withClaims(work.claims().with("nbf", nbf));
  }

  private static String none(Workpiece work, String claim) {
    return work.withClaims(work.claims().with(claim, work.pick(NO_TIMES)));
  }

  /** A time under a name that is almost the right one, or at another depth. */
  private static String elsewhere(Workpiece work) {
    long soon = work.target.now().getEpochSecond() + 60;
    String name = work.pick("EXP", "exp ", "Exp", "\uff45xp", "claims", "a.exp", "exp\u0000");
    return work.withClaims(
        work.claims()
            .without("exp")
            .with(name, work.pick(Long.toString(soon), "{\"exp\":" + soon + "}")));
  }
}
