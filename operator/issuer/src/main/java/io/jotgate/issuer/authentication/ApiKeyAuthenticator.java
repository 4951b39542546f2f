package io.jotgate.issuer.authentication;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.model.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Authenticates a request by the API key in its headers.
 *
 * <p>The key is looked up by its public id and compared by its SHA-256 in constant time. An unknown
 * id costs the same hash and the same comparison as a known one.
 */
public final class ApiKeyAuthenticator {
  private static final String AUTHORIZATION = "Authorization";
  private static final String SCHEME = "apikey ";
  private static final byte[] NO_HASH = "0".repeat(64).getBytes(StandardCharsets.US_ASCII);

  private ApiKeyAuthenticator() {}

  /**
   * Finds and checks the credential of a request.
   *
   * @param index the consumers
   * @param keyHeaders names of headers that may carry a key, besides {@code Authorization: ApiKey}
   * @param headers gives all values of a header, by a name without regard to case
   */
  public static Authentication authenticate(
      CredentialIndex index, List<String> keyHeaders, Function<String, List<String>> headers) {
    List<Optional<String>> presented = new ArrayList<>();
    keyHeaders.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .flatMap(name -> headers.apply(name).stream())
        .map(Optional::of)
        .forEach(presented::add);
    headers.apply(AUTHORIZATION).stream().map(ApiKeyAuthenticator::key).forEach(presented::add);
    if (presented.size() > 1) {
      return new Rejected(Cause.SEVERAL);
    }
    return presented.stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(text -> check(index, text))
        .orElse(new Rejected(Cause.MISSING));
  }

  private static Optional<String> key(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(authorization.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  private static Authentication check(CredentialIndex index, String text) {
    Optional<ApiKey> key = ApiKey.parse(text);
    if (key.isEmpty()) {
      return new Rejected(Cause.MALFORMED);
    }
    Optional<CredentialIndex.Entry> entry = index.find(key.get().id());
    byte[] expected = entry.map(found -> ascii(found.verifier().sha256Hex())).orElse(NO_HASH);
    boolean right = MessageDigest.isEqual(ascii(key.get().sha256Hex()), expected);
    if (entry.isEmpty()) {
      return new Rejected(Cause.UNKNOWN);
    }
    return right
        ? new Authenticated(entry.get().consumer(), key.get().id())
        : new Rejected(Cause.WRONG);
  }

  private static byte[] ascii(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }
}
