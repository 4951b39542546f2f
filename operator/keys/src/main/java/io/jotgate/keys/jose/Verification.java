package io.jotgate.keys.jose;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link TokenVerifier} found. A refused token is an answer, not an error. */
public sealed interface Verification {

  /**
   * The signature, the type and the times hold. Issuer, audience and all else are the caller's to
   * check.
   *
   * @param kid the key that signed
   * @param claims the payload; integers are {@link Long} or beyond its range BigInteger, other
   *     numbers Double, values may be null as in JSON
   */
  record Verified(String kid, Map<String, @Nullable Object> claims) implements Verification {}

  /**
   * The token must not be used.
   *
   * @param reason the first rule that it breaks
   */
  record Refused(Reason reason) implements Verification {}

  /** Why a token is refused, in the order of the checks. */
  enum Reason {
    /** Not three parts of strict base64url whose first is a JSON object of at most 8 kB. */
    MALFORMED,
    /** Not the expected typ. */
    TYPE,
    /** A header member that asks for what we never do: crit, b64, zip, or a key of its own. */
    FORBIDDEN_HEADER,
    /** No kid, or one that no trusted key has. */
    UNKNOWN_KEY,
    /** An alg that is not that of the key. */
    ALGORITHM,
    /** The signature does not verify. */
    SIGNATURE,
    /** The payload is not one strict JSON object. */
    CLAIMS,
    /** exp is missing, or a time is not an integer within range. */
    TIMES,
    /** exp has passed. */
    EXPIRED,
    /** nbf has not come. */
    NOT_YET_VALID
  }
}
