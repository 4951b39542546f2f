package io.jotgate.controller.jwtissuer;

import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerSpec;
import io.jotgate.api.v1alpha1.TlsSpec;
import io.jotgate.controller.resource.ObjectNames;
import java.util.Optional;

/** Where the certificate of a token service comes from. */
sealed interface TlsSource {
  /** From the authority that the operator makes. */
  record SelfSigned() implements TlsSource {}

  /** From a Secret of the user. */
  record Brought(String secret) implements TlsSource {}

  /** There is none: the token service speaks plain HTTP. */
  record Plain() implements TlsSource {}

  /** There is none yet, and without one the token service answers nobody. */
  record Missing() implements TlsSource {}

  /** What the spec of an issuer wants. */
  static TlsSource wantedBy(JwtIssuer issuer) {
    Optional<TlsSpec> spec = Optional.ofNullable(issuer.getSpec()).map(JwtIssuerSpec::tls);
    TlsSpec.Mode mode = spec.map(TlsSpec::mode).orElse(TlsSpec.Mode.valueOf(Defaults.TLS_MODE));
    return switch (mode) {
      case SelfSigned -> new SelfSigned();
      case SecretRef ->
          spec.map(TlsSpec::secretName).<TlsSource>map(Brought::new).orElseGet(Missing::new);
      case Disabled -> new Plain();
    };
  }

  /** Name of the Secret that pods mount. */
  default Optional<String> mounted(String issuer) {
    return switch (this) {
      case SelfSigned own -> Optional.of(ObjectNames.tls(issuer));
      case Brought(String secret) -> Optional.of(secret);
      case Plain none -> Optional.empty();
      case Missing none -> Optional.empty();
    };
  }

  /** What clients speak. */
  default ClientPort port() {
    return this instanceof Plain ? ClientPort.HTTP : ClientPort.HTTPS;
  }
}
