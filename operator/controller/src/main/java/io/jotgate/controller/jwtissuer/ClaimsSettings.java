package io.jotgate.controller.jwtissuer;

import io.jotgate.api.v1alpha1.ClaimMappingSpec;
import io.jotgate.api.v1alpha1.ClaimSourceSpec;
import io.jotgate.api.v1alpha1.ClaimsSpec;
import io.jotgate.api.v1alpha1.ClaimsSpec.SensitiveSpec;
import io.jotgate.api.v1alpha1.ClaimsSpec.TransactionIdSpec;
import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.issuer.model.ClaimMapping;
import io.jotgate.issuer.model.ClaimSource;
import io.jotgate.issuer.model.ClaimType;
import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.JsonPointer;
import io.jotgate.issuer.model.SensitiveAction;
import io.jotgate.issuer.model.ValuePattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the claims of {@code issuer.json} of the spec of a JwtIssuer. Pure. */
final class ClaimsSettings {
  private ClaimsSettings() {}

  /**
   * The claims.
   *
   * @throws IllegalArgumentException with a message for the user, if a mapping makes no sense
   */
  static ClaimsConfig of(Optional<ClaimsSpec> spec) {
    Optional<SensitiveSpec> sensitive = spec.map(ClaimsSpec::sensitive);
    return new ClaimsConfig(
        spec.map(ClaimsSpec::mappings).orElse(List.of()).stream()
            .map(ClaimsSettings::mapping)
            .toList(),
        spec.map(ClaimsSpec::transactionId).map(TransactionIdSpec::enabled).orElse(true),
        action(sensitive.map(SensitiveSpec::action)),
        sensitive.map(SensitiveSpec::denyNames).orElse(List.of()));
  }

  private static ClaimMapping mapping(ClaimMappingSpec spec) {
    return new ClaimMapping(
        spec.claim(),
        source(spec.claim(), Optional.ofNullable(spec.from())),
        type(Optional.ofNullable(spec.type())),
        Optional.ofNullable(spec.required()).orElse(false),
        spec.pattern() == null ? null : new ValuePattern(spec.pattern()),
        Optional.ofNullable(spec.maxLength()).orElse(ClaimMapping.DEFAULT_MAX_LENGTH));
  }

  private static ClaimSource source(String claim, Optional<ClaimSourceSpec> spec) {
    List<ClaimSource> sources =
        spec.stream()
            .flatMap(
                from ->
                    Stream.of(
                        Optional.ofNullable(from.consumer()).map(ClaimSource.Consumer::new),
                        Optional.ofNullable(from.credential())
                            .map(ClaimsSettings::property)
                            .map(ClaimSource.Credential::new),
                        Optional.ofNullable(from.body())
                            .map(JsonPointer::parse)
                            .map(ClaimSource.Body::new),
                        Optional.ofNullable(from.header()).map(ClaimSource.Header::new),
                        Optional.ofNullable(from.value()).map(ClaimSource.Value::new)))
            .<ClaimSource>flatMap(Optional::stream)
            .toList();
    if (sources.size() != 1) {
      throw new IllegalArgumentException("claim " + claim + ": from needs exactly one source");
    }
    return sources.getFirst();
  }

  private static ClaimSource.Credential.Property property(ClaimSourceSpec.Credential wanted) {
    return switch (wanted) {
      case Name -> ClaimSource.Credential.Property.NAME;
      case ID -> ClaimSource.Credential.Property.ID;
      case Type -> ClaimSource.Credential.Property.TYPE;
    };
  }

  private static ClaimType type(Optional<ClaimMappingSpec.Type> wanted) {
    return switch (wanted.orElse(ClaimMappingSpec.Type.valueOf(Defaults.CLAIM_TYPE))) {
      case String -> ClaimType.STRING;
      case Integer -> ClaimType.INTEGER;
      case Boolean -> ClaimType.BOOLEAN;
      case StringList -> ClaimType.STRING_LIST;
    };
  }

  private static SensitiveAction action(Optional<SensitiveSpec.Action> wanted) {
    return switch (wanted.orElse(SensitiveSpec.Action.valueOf(Defaults.SENSITIVE_ACTION))) {
      case Reject -> SensitiveAction.REJECT;
      case Drop -> SensitiveAction.DROP;
    };
  }
}
