package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When a generated API key is replaced, and how long its predecessor stays good. */
@ValidationRule(
    value = "!has(self.interval) || duration(self.interval) >= duration('1h')",
    message = "rotation.interval must be at least 1h: clients have to read each new key")
@ValidationRule(
    value = "!has(self.interval) || duration(self.overlap) <= duration(self.interval)",
    message =
        "rotation.overlap must not be longer than rotation.interval: lower overlap or raise interval")
public record CredentialRotationSpec(
    @JsonPropertyDescription(
            "Time from one planned rotation to the next. Absent: a key is replaced only when the annotation jotgate.io/rotate asks for it.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Nullable GoDuration interval,
    @JsonPropertyDescription("How long a replaced key stays good.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Default(Defaults.CREDENTIAL_OVERLAP)
        @Nullable GoDuration overlap) {}
