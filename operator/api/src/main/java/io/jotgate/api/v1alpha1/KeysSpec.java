package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** The signing keys of an issuer. */
public record KeysSpec(
    @JsonPropertyDescription("When keys rotate and what a rotation waits for.") @Default("{}")
        @Nullable RotationSpec rotation) {}
