package io.jotgate.controller.jwtissuer;

import io.jotgate.api.v1alpha1.ApiKeySpec;
import io.jotgate.api.v1alpha1.AuthenticationSpec;
import io.jotgate.api.v1alpha1.BasicSpec;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.ThrottleSpec;
import io.jotgate.api.v1alpha1.ThrottleSpec.LimitSpec;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.Cidr;
import io.jotgate.issuer.model.Throttle;
import java.util.List;
import java.util.Optional;

/** Makes the authentication of {@code issuer.json} of the spec of a JwtIssuer. Pure. */
final class AuthenticationSettings {
  private static final List<String> API_KEY_HEADERS = List.of("apikey", "X-API-Key");

  private AuthenticationSettings() {}

  /**
   * How clients authenticate.
   *
   * @param name of the issuer: the realm where the spec names none
   * @throws IllegalArgumentException with a message for the user, if something makes no sense
   */
  static AuthenticationConfig of(Optional<AuthenticationSpec> spec, String name) {
    Optional<ApiKeySpec> apiKey = spec.map(AuthenticationSpec::apiKey);
    Optional<BasicSpec> basic = spec.map(AuthenticationSpec::basic);
    Optional<ThrottleSpec> throttle = spec.map(AuthenticationSpec::throttle);
    return new AuthenticationConfig(
        apiKey.map(ApiKeySpec::enabled).orElse(true),
        apiKey.map(ApiKeySpec::headers).orElse(API_KEY_HEADERS),
        basic.map(BasicSpec::enabled).orElse(true),
        basic.map(BasicSpec::realm).orElse(name),
        limit(throttle.map(ThrottleSpec::failuresPerSource), AuthenticationConfig.PER_SOURCE),
        limit(
            throttle.map(ThrottleSpec::failuresPerCredential), AuthenticationConfig.PER_CREDENTIAL),
        spec.map(AuthenticationSpec::trustedProxies).orElse(List.of()).stream()
            .map(Cidr::parse)
            .toList());
  }

  private static Throttle limit(Optional<LimitSpec> spec, Throttle absent) {
    return new Throttle(
        spec.map(LimitSpec::count).orElse(absent.count()),
        spec.map(LimitSpec::window)
            .map(AuthenticationSettings::seconds)
            .orElse(absent.windowSeconds()));
  }

  private static long seconds(GoDuration window) {
    return window
        .toDuration()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "authentication.throttle: window is not a duration like 5m"))
        .toSeconds();
  }
}
