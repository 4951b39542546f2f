package io.jotgate.keys;

import java.util.List;
import java.util.regex.Pattern;

/** Checks that several records of the ring share. Messages never repeat the refused content. */
final class KeyChecks {
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern ALG = Pattern.compile("[A-Za-z0-9]{2,16}");
  private static final int LONGEST_REQUEST_ID = 80;
  private static final int LONGEST_JWK = 4096;

  /** Members that only a private or symmetric JWK has (RFC 7518 6.2.2, 6.3.2, 6.4). */
  private static final List<String> PRIVATE_MEMBERS =
      List.of("\"d\":", "\"p\":", "\"q\":", "\"dp\":", "\"dq\":", "\"qi\":", "\"oth\":", "\"k\":");

  private KeyChecks() {}

  static void kid(String kid) {
    require(KID.matcher(kid).matches(), "a kid is 1 to 128 characters of the base64url alphabet");
  }

  static void alg(String alg) {
    require(ALG.matcher(alg).matches(), "an algorithm is the name of a JWS algorithm");
  }

  static void publicJwk(String text) {
    require(
        text.length() <= LONGEST_JWK && text.startsWith("{") && text.endsWith("}"),
        "a public JWK is a JSON object of at most 4096 characters");
    require(
        PRIVATE_MEMBERS.stream().noneMatch(text::contains),
        "a public JWK has no private or symmetric members");
  }

  static void requestId(String id) {
    require(
        !id.isEmpty() && id.length() <= LONGEST_REQUEST_ID,
        "the id of a request has 1 to 80 characters");
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
