package io.jotgate.controller.jwtissuer;

import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.DeploymentSpec;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerSpec;
import io.jotgate.api.v1alpha1.JwtIssuerSpec.DeletionPolicy;
import io.jotgate.api.v1alpha1.KeysSpec;
import io.jotgate.api.v1alpha1.KeysSpec.Algorithm;
import io.jotgate.api.v1alpha1.KeysSpec.EmergencySpec;
import io.jotgate.api.v1alpha1.ResponseSpec;
import io.jotgate.api.v1alpha1.ResponseSpec.CorsSpec;
import io.jotgate.api.v1alpha1.RotationSpec;
import io.jotgate.api.v1alpha1.ScopeSpec;
import io.jotgate.api.v1alpha1.TokenSpec;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.ResponseConfig;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.jose.SigningKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes {@link IssuerSettings} of a JwtIssuer, or says why it cannot. Pure. */
final class IssuerResolver {
  /** What verifiers that we do not configure forgive: Envoy's and nimbus' default. */
  private static final Duration LEAST_LEEWAY = Duration.ofMinutes(1);

  private static final Duration CLOCK_ERROR = Duration.ofSeconds(30);
  private static final Duration MOUNT_DELAY = Duration.ofMinutes(3);

  /** Clients that can ask again cheaply need not use all of verifierCache. */
  private static final Duration LONGEST_JWKS_MAX_AGE = Duration.ofMinutes(5);

  /** What became of a spec. */
  sealed interface Resolution {
    /** The spec makes sense. */
    record Resolved(IssuerSettings settings) implements Resolution {}

    /** It does not, for the reason that the message gives. */
    record Invalid(String message) implements Resolution {}
  }

  private IssuerResolver() {}

  /**
   * Resolves an issuer.
   *
   * @param largestClockSkew largest clock difference that a route of this issuer forgives
   */
  static Resolution resolve(JwtIssuer issuer, Duration largestClockSkew) {
    JwtIssuerSpec spec = issuer.getSpec();
    if (spec == null || spec.token() == null) {
      return new Resolution.Invalid("spec.token is missing");
    }
    try {
      return new Resolution.Resolved(settings(issuer, spec, rotation(spec, largestClockSkew)));
    } catch (IllegalArgumentException invalid) {
      return new Resolution.Invalid(String.valueOf(invalid.getMessage()));
    }
  }

  /** The {@code iss} of an issuer that names none. */
  static String issuerUrl(JwtIssuer issuer) {
    String fallback =
        "https://" + Metadata.name(issuer) + "." + Metadata.namespace(issuer) + ".svc";
    return Optional.ofNullable(issuer.getSpec()).map(JwtIssuerSpec::issuerURL).orElse(fallback);
  }

  private static IssuerSettings settings(
      JwtIssuer issuer, JwtIssuerSpec spec, RotationPolicy rotation) {
    Optional<DeploymentSpec> deployment = Optional.ofNullable(spec.deployment());
    return new IssuerSettings(
        Metadata.name(issuer),
        Metadata.namespace(issuer),
        OwnerReferences.controlledBy(issuer),
        config(issuer, spec, rotation),
        rotation,
        spec.deletionPolicy() == DeletionPolicy.Delete,
        Serving.with(TlsSource.wantedBy(issuer)),
        deployment.map(DeploymentSpec::replicas).orElse(Integer.parseInt(Defaults.REPLICAS)),
        deployment.map(DeploymentSpec::resources),
        deployment.map(DeploymentSpec::nodeSelector).orElse(Map.of()),
        deployment.map(DeploymentSpec::tolerations).orElse(List.of()),
        deployment.map(DeploymentSpec::priorityClassName).filter(name -> !name.isEmpty()));
  }

  private static IssuerConfig config(
      JwtIssuer issuer, JwtIssuerSpec spec, RotationPolicy rotation) {
    Duration cache = rotation.verifierCache();
    Duration maxAge = cache.compareTo(LONGEST_JWKS_MAX_AGE) < 0 ? cache : LONGEST_JWKS_MAX_AGE;
    return new IssuerConfig(
        issuerUrl(issuer),
        spec.token().audiences(),
        duration(spec.token().ttl(), Defaults.TOKEN_TTL, "token.ttl").toSeconds(),
        rotation.maxTtl().toSeconds(),
        AuthenticationSettings.of(
            Optional.ofNullable(spec.authentication()), Metadata.name(issuer)),
        Optional.ofNullable(spec.scopes()).orElse(List.of()).stream().map(ScopeSpec::name).toList(),
        maxAge.toSeconds(),
        response(Optional.ofNullable(spec.response())),
        ClaimsSettings.of(Optional.ofNullable(spec.claims())));
  }

  private static ResponseConfig response(Optional<ResponseSpec> wanted) {
    return new ResponseConfig(
        wanted.map(ResponseSpec::includeInBody).orElse(false),
        wanted.map(ResponseSpec::cors).map(CorsSpec::allowOrigins).orElse(List.of()));
  }

  private static RotationPolicy rotation(JwtIssuerSpec spec, Duration largestClockSkew) {
    Optional<RotationSpec> wanted = Optional.ofNullable(spec.keys()).map(KeysSpec::rotation);
    TokenSpec token = spec.token();
    return new RotationPolicy(
        key(Optional.ofNullable(spec.keys())),
        duration(
            wanted.map(RotationSpec::interval).orElse(null),
            Defaults.ROTATION_INTERVAL,
            "keys.rotation.interval"),
        duration(
            wanted.map(RotationSpec::verifierCache).orElse(null),
            Defaults.VERIFIER_CACHE,
            "keys.rotation.verifierCache"),
        activation(wanted.map(RotationSpec::activation)),
        duration(
            wanted.map(RotationSpec::propagationTimeout).orElse(null),
            Defaults.PROPAGATION_TIMEOUT,
            "keys.rotation.propagationTimeout"),
        onTimeout(wanted.map(RotationSpec::onTimeout)),
        duration(token.maxTTL(), Defaults.TOKEN_MAX_TTL, "token.maxTTL"),
        largestClockSkew.compareTo(LEAST_LEEWAY) > 0 ? largestClockSkew : LEAST_LEEWAY,
        CLOCK_ERROR,
        MOUNT_DELAY,
        Optional.ofNullable(spec.keys())
            .map(KeysSpec::emergency)
            .map(EmergencySpec::allowUnpublished)
            .orElse(false));
  }

  private static KeyParameters key(Optional<KeysSpec> keys) {
    Algorithm wanted = keys.map(KeysSpec::algorithm).orElse(Algorithm.valueOf(Defaults.ALGORITHM));
    return SigningKeys.parameters(
        wanted.name(), keys.map(KeysSpec::size).orElse(Defaults.RSA_SIZE));
  }

  private static RotationPolicy.Activation activation(Optional<RotationSpec.Activation> wanted) {
    return switch (wanted.orElse(RotationSpec.Activation.valueOf(Defaults.ACTIVATION))) {
      case WhenPropagated -> RotationPolicy.Activation.WHEN_PROPAGATED;
      case AfterDelay -> RotationPolicy.Activation.AFTER_DELAY;
    };
  }

  private static RotationPolicy.OnTimeout onTimeout(Optional<RotationSpec.OnTimeout> wanted) {
    return switch (wanted.orElse(RotationSpec.OnTimeout.valueOf(Defaults.ON_TIMEOUT))) {
      case Activate -> RotationPolicy.OnTimeout.ACTIVATE;
      case Wait -> RotationPolicy.OnTimeout.WAIT;
    };
  }

  private static Duration duration(@Nullable GoDuration wanted, String fallback, String field) {
    GoDuration text = wanted == null ? new GoDuration(fallback) : wanted;
    return text.toDuration()
        .orElseThrow(() -> new IllegalArgumentException(field + " is not a duration like 5m"));
  }
}
