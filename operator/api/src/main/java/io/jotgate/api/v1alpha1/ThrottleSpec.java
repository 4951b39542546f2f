package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How often clients may fail to authenticate. */
public record ThrottleSpec(
    @JsonPropertyDescription("Failures of one source: an IPv4 address, or a /64 network of IPv6.")
        @Default(Defaults.FAILURES_PER_SOURCE)
        @Nullable LimitSpec failuresPerSource,
    @JsonPropertyDescription("Failures with one id or user name, known or not.")
        @Default(Defaults.FAILURES_PER_CREDENTIAL)
        @Nullable LimitSpec failuresPerCredential) {

  /** So many failures in such a time. */
  @ValidationRule(
      value = "duration(self.window) >= duration('1s') && duration(self.window) <= duration('24h')",
      message = "window must be from 1s to 24h")
  public record LimitSpec(
      @JsonPropertyDescription("How many failures.") @Required @Min(1) @Max(10_000)
          @Nullable Integer count,
      @JsonPropertyDescription("In which time.")
          @Required
          @SchemaFrom(type = String.class)
          @Pattern(GoDuration.PATTERN)
          @Size(max = 24)
          @Nullable GoDuration window) {}
}
