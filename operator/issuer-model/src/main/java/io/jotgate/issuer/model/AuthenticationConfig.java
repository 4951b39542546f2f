package io.jotgate.issuer.model;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How clients prove who they are. Assertions ({@code private_key_jwt}) need no switch: who has such
 * a credential may use it.
 *
 * @param apiKeyEnabled whether API keys are taken
 * @param apiKeyHeaders names of request headers that may carry an API key, besides {@code
 *     Authorization: ApiKey}; a set, kept sorted
 * @param basicEnabled whether client id and password are taken (RFC 7617)
 * @param basicRealm the protection space that the challenge of HTTP Basic names
 * @param failuresPerSource how often one source may fail
 * @param failuresPerCredential how often one credential may be tried in vain
 * @param trustedProxies proxies whose {@code X-Forwarded-For} is believed; a set, kept sorted
 */
public record AuthenticationConfig(
    boolean apiKeyEnabled,
    List<String> apiKeyHeaders,
    boolean basicEnabled,
    String basicRealm,
    Throttle failuresPerSource,
    Throttle failuresPerCredential,
    List<Cidr> trustedProxies) {
  private static final int MAX_HEADERS = 16;
  private static final int MAX_PROXIES = 64;
  private static final int MAX_REALM = 128;

  /** Printable ASCII that a quoted string holds without escapes (RFC 9110 section 5.6.4). */
  private static final Pattern REALM = Pattern.compile("[ !#-\\[\\]-~]{1," + MAX_REALM + "}");

  /** Failures of one source where nobody says otherwise. */
  public static final Throttle PER_SOURCE = new Throttle(10, 60);

  /** Failures with one credential where nobody says otherwise. */
  public static final Throttle PER_CREDENTIAL = new Throttle(10, 300);

  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if one has another form
   */
  public AuthenticationConfig {
    apiKeyHeaders = Syntax.sortedSet(Syntax.HEADER, apiKeyHeaders, "apiKeyHeaders");
    if (apiKeyHeaders.stream().anyMatch("authorization"::equalsIgnoreCase)) {
      throw new InvalidDocumentException("apiKeyHeaders", "must not name Authorization");
    }
    Syntax.require(REALM, basicRealm, "basicRealm");
    trustedProxies = trustedProxies.stream().distinct().sorted().toList();
    if (trustedProxies.size() > MAX_PROXIES) {
      throw new InvalidDocumentException("trustedProxies", "must be at most " + MAX_PROXIES);
    }
  }

  /** API keys in these headers, and passwords, within the usual limits; no proxies. */
  public static AuthenticationConfig ofHeaders(String... apiKeyHeaders) {
    return new AuthenticationConfig(
        true, List.of(apiKeyHeaders), true, "jotgate", PER_SOURCE, PER_CREDENTIAL, List.of());
  }

  SortedMap<String, Object> json() {
    return new TreeMap<>(
        Map.of(
            "apiKeyEnabled", apiKeyEnabled,
            "apiKeyHeaders", apiKeyHeaders,
            "basicEnabled", basicEnabled,
            "basicRealm", basicRealm,
            "failuresPerCredential", failuresPerCredential.json(),
            "failuresPerSource", failuresPerSource.json(),
            "trustedProxies", trustedProxies.stream().map(Cidr::toString).toList()));
  }

  static AuthenticationConfig read(StrictObject json) {
    return new AuthenticationConfig(
        json.bool("apiKeyEnabled"),
        json.strings("apiKeyHeaders", MAX_HEADERS, 64),
        json.bool("basicEnabled"),
        json.string("basicRealm", MAX_REALM),
        json.object("failuresPerSource", Throttle::read),
        json.object("failuresPerCredential", Throttle::read),
        json.strings("trustedProxies", MAX_PROXIES, Cidr.MAX_LENGTH).stream()
            .map(Cidr::parse)
            .toList());
  }
}
