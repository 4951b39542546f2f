package io.jotgate.issuer.authentication;

import io.jotgate.issuer.authentication.Presented.ApiKeyText;
import io.jotgate.issuer.authentication.Presented.Assertion;
import io.jotgate.issuer.authentication.Presented.Kind;
import io.jotgate.issuer.authentication.Presented.Malformed;
import io.jotgate.issuer.authentication.Presented.None;
import io.jotgate.issuer.authentication.Presented.Password;
import io.jotgate.issuer.authentication.Presented.Several;
import io.jotgate.issuer.model.AuthenticationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the one credential of a request. What the configuration switches off is not looked at, but
 * an {@code Authorization} header always counts as a credential, of whatever scheme.
 */
public final class PresentedCredentials {
  /** The type of the only assertions that are taken (RFC 7523 section 2.2). */
  public static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final String AUTHORIZATION = "Authorization";
  private static final String API_KEY = "ApiKey ";
  private static final String BASIC = "Basic ";

  private PresentedCredentials() {}

  /**
   * The credential of a request to {@code /auth}: an API key, or client id and password.
   *
   * @param headers gives all values of a header, by a name without regard to case
   */
  public static Presented ofHeaders(
      AuthenticationConfig config, Function<String, List<String>> headers) {
    List<Presented> found = new ArrayList<>(1);
    if (config.apiKeyEnabled()) {
      config.apiKeyHeaders().stream()
          .map(name -> name.toLowerCase(Locale.ROOT))
          .distinct()
          .flatMap(name -> headers.apply(name).stream())
          .map(ApiKeyText::new)
          .forEach(found::add);
    }
    for (String authorization : headers.apply(AUTHORIZATION)) {
      if (config.apiKeyEnabled() && hasScheme(authorization, API_KEY)) {
        found.add(new ApiKeyText(value(authorization, API_KEY)));
      } else if (config.basicEnabled() && hasScheme(authorization, BASIC)) {
        found.add(orMalformed(BasicValue.read(value(authorization, BASIC))));
      } else {
        found.add(new None());
      }
    }
    return one(found);
  }

  /**
   * The credential of a request to the token endpoint (RFC 6749 section 2.3): {@code
   * client_secret_basic}, {@code client_secret_post} or {@code private_key_jwt}.
   *
   * @param headers gives all values of a header, by a name without regard to case
   * @param form gives all values of a parameter of the body
   */
  public static Presented ofTokenRequest(
      AuthenticationConfig config,
      Function<String, List<String>> headers,
      Function<String, List<String>> form) {
    if (Stream.of("client_id", "client_secret", "client_assertion", "client_assertion_type")
        .anyMatch(name -> form.apply(name).size() > 1)) {
      return new Malformed(Kind.FORM);
    }
    Optional<String> clientId = first(form, "client_id");
    boolean secrets = config.basicEnabled() || config.apiKeyEnabled();
    List<Presented> found = new ArrayList<>(1);
    for (String authorization : headers.apply(AUTHORIZATION)) {
      found.add(
          secrets && hasScheme(authorization, BASIC)
              ? basic(value(authorization, BASIC), clientId)
              : new None());
    }
    first(form, "client_secret")
        .map(secret -> secrets ? post(clientId, secret) : new None())
        .ifPresent(found::add);
    Optional<String> assertion = first(form, "client_assertion");
    Optional<String> type = first(form, "client_assertion_type");
    if (assertion.isPresent() || type.isPresent()) {
      found.add(
          assertion.isPresent() && type.equals(Optional.of(ASSERTION_TYPE))
              ? new Assertion(clientId, assertion.get())
              : new Malformed(Kind.FORM));
    }
    return one(found);
  }

  private static Presented basic(String value, Optional<String> clientId) {
    Optional<Password> password = BasicValue.readEncoded(value);
    // Many clients name themselves in the body too; two names would be two clients.
    return password.isPresent()
            && !clientId.orElse(password.get().user()).equals(password.get().user())
        ? new Malformed(Kind.FORM)
        : orMalformed(password);
  }

  private static Presented post(Optional<String> clientId, String secret) {
    return clientId
        .<Presented>map(id -> new Password(id, secret))
        .orElseGet(() -> new Malformed(Kind.FORM));
  }

  private static Presented orMalformed(Optional<Password> password) {
    return password.<Presented>map(Function.identity()).orElseGet(() -> new Malformed(Kind.BASIC));
  }

  private static Presented one(List<Presented> found) {
    return switch (found.size()) {
      case 0 -> new None();
      case 1 -> Objects.requireNonNull(found.getFirst());
      default -> new Several();
    };
  }

  private static boolean hasScheme(String authorization, String scheme) {
    return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static String value(String authorization, String scheme) {
    return authorization.substring(scheme.length()).strip();
  }

  private static Optional<String> first(Function<String, List<String>> form, String name) {
    return form.apply(name).stream().findFirst();
  }
}
