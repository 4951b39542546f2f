package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** When keys rotate. */
public record RotationSpec(
    @JsonPropertyDescription("Time from one planned rotation to the next.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Default(Defaults.ROTATION_INTERVAL)
        @Nullable GoDuration interval,
    @JsonPropertyDescription(
            "Oldest copy of the JWKS that a verifier may hold. 0s: every verifier acknowledges (sidecars only), so nothing else has to be waited for.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Default(Defaults.VERIFIER_CACHE)
        @Nullable GoDuration verifierCache,
    @JsonPropertyDescription(
            "WhenPropagated: a new key signs when all issuer pods and sidecars have acknowledged it and verifierCache has passed. AfterDelay: by time alone.")
        @Default(Defaults.ACTIVATION)
        @Nullable Activation activation,
    @JsonPropertyDescription("How long a planned rotation waits for acknowledgements.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Default(Defaults.PROPAGATION_TIMEOUT)
        @Nullable GoDuration propagationTimeout,
    @JsonPropertyDescription(
            "What happens then. Activate: the key signs, an event names who was left behind. Wait: the rotation holds.")
        @Default(Defaults.ON_TIMEOUT)
        @Nullable OnTimeout onTimeout) {
  /** How a prepared key becomes active. */
  public enum Activation {
    /** On acknowledgement of every pod that publishes or verifies. */
    WhenPropagated,
    /** When the planned delay has passed. */
    AfterDelay
  }

  /** What a planned rotation does when acknowledgements do not come. */
  public enum OnTimeout {
    /** Go on without the pods that are left behind. */
    Activate,
    /** Hold until they have acknowledged or are gone. */
    Wait
  }
}
