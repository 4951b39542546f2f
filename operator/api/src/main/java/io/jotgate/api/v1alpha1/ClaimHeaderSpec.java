package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A claim that becomes a request header. */
public record ClaimHeaderSpec(
    @JsonPropertyDescription("Name of a string claim.")
        @Required
        @Size(min = 1, max = 128)
        @Pattern(CLAIM)
        String claim,
    @JsonPropertyDescription(
            "Header that carries it; the proxy removes what clients send under X-Auth-.")
        @Required
        @Size(min = 8, max = 64)
        @Pattern("^X-Auth-[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?$")
        String header) {
  static final String CLAIM = "^[A-Za-z_][A-Za-z0-9_:/.-]*$";
}
