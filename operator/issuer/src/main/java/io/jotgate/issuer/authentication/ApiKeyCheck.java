package io.jotgate.issuer.authentication;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.CredentialIndex.KeyEntry;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks API keys. A generated key is found by the id in it, one that its user brought by the
 * SHA-256 of all of it. Each path takes one hash and one comparison in constant time, whatever is
 * known.
 */
final class ApiKeyCheck {
  private static final String OURS = "jg_";
  private static final String NO_HASH = "0".repeat(64);

  private ApiKeyCheck() {}

  static Authentication check(CredentialIndex index, String text, Instant now) {
    Optional<ApiKey> key = ApiKey.parse(text);
    String hash = OpaqueKeyVerifier.hash(text);
    Optional<KeyEntry> entry = key.isPresent() ? index.find(key.get()) : index.findOpaque(hash);
    boolean right =
        MessageDigest.isEqual(ascii(hash), ascii(entry.map(KeyEntry::sha256Hex).orElse(NO_HASH)));
    if (entry.isEmpty()) {
      return new Rejected(key.isEmpty() && text.startsWith(OURS) ? Cause.MALFORMED : Cause.UNKNOWN);
    }
    KeyEntry found = entry.get();
    if (!right) {
      return new Rejected(Cause.WRONG);
    }
    return found.consumer().isExpired(now) || found.verifier().isExpired(now)
        ? new Rejected(Cause.EXPIRED)
        : new Authenticated(found.consumer(), found.verifier());
  }

  /** The id that a text claims, if it is in the form of a generated key. */
  static Optional<String> claimedId(String text) {
    return ApiKey.parse(text).map(ApiKey::id);
  }

  private static byte[] ascii(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }
}
