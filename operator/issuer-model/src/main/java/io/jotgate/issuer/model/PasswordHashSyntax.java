package io.jotgate.issuer.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The password hashes that are taken: Argon2id (RFC 9106) in PHC string form, and bcrypt ({@code
 * 2a}, {@code 2b}, {@code 2y}).
 *
 * <p>The cost is bounded above, because an issuer pays it at every login: a hash with hostile
 * parameters would let one consumer stop the service for all. At most 64 MiB of memory, 192 MiB in
 * all passes together, and 2^13 rounds of bcrypt: some 0.3 s of one core.
 */
public final class PasswordHashSyntax {
  private static final int MAX_MEMORY_KIB = 64 * 1024;
  private static final int MAX_WORK_KIB = 3 * MAX_MEMORY_KIB;
  private static final int MAX_LANES = 4;
  private static final int MIN_BCRYPT_COST = 4;
  private static final int MAX_BCRYPT_COST = 13;

  /** Salt of 8 to 48 bytes and hash of 16 to 64 bytes, in base 64 without padding. */
  private static final Pattern ARGON2ID =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,5}),t=([1-9][0-9]{0,2}),p=([1-9])"
              + "\\$[A-Za-z0-9+/]{11,64}\\$[A-Za-z0-9+/]{22,86}");

  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

  private PasswordHashSyntax() {}

  /** Whether a text is such a hash, within the bounds. */
  public static boolean accepts(String hash) {
    Matcher argon2id = ARGON2ID.matcher(hash);
    if (argon2id.matches()) {
      return isBounded(number(argon2id, 1), number(argon2id, 2), number(argon2id, 3));
    }
    Matcher bcrypt = BCRYPT.matcher(hash);
    return bcrypt.matches()
        && number(bcrypt, 1) >= MIN_BCRYPT_COST
        && number(bcrypt, 1) <= MAX_BCRYPT_COST;
  }

  static void require(String hash, String component) {
    if (!accepts(hash)) {
      throw new InvalidDocumentException(
          component, "is not an Argon2id or bcrypt hash of bounded cost");
    }
  }

  private static boolean isBounded(int memoryKib, int passes, int lanes) {
    return lanes <= MAX_LANES
        && memoryKib >= 8 * lanes
        && memoryKib <= MAX_MEMORY_KIB
        && (long) memoryKib * passes <= MAX_WORK_KIB;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
