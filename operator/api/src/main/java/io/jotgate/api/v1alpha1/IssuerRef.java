package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A {@link JwtIssuer}, of another namespace perhaps: then its consumerPolicies decide. */
public record IssuerRef(
    @JsonPropertyDescription("Name of a JwtIssuer.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.DNS_LABEL)
        String name,
    @JsonPropertyDescription(
            "Its namespace. Absent: the same namespace. Another one: spec.consumerPolicies of the JwtIssuer must accept this namespace.")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.DNS_LABEL)
        @Nullable String namespace) {
  /** One of the same namespace. */
  public IssuerRef(String name) {
    this(name, null);
  }
}
