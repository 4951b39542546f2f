package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Client id and password. */
public record BasicSpec(
    @JsonPropertyDescription("Whether passwords are taken.") @Default("true")
        @Nullable Boolean enabled,
    @JsonPropertyDescription(
            "The realm that the challenge names (RFC 7617). Absent: the name of the JwtIssuer.")
        @Size(min = 1, max = 128)
        @Pattern("^[ !#-\\[\\]-~]*$")
        @Nullable String realm) {}
