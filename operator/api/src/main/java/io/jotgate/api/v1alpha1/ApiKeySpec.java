package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys, and where they are read from. */
public record ApiKeySpec(
    @JsonPropertyDescription("Whether API keys are taken.") @Default("true")
        @Nullable Boolean enabled,
    @JsonPropertyDescription(
            "Request headers that may carry the key, besides Authorization: ApiKey.")
        @Default("[\"apikey\", \"X-API-Key\"]")
        @Size(min = 1, max = 4)
        @Nullable List<@Size(max = 64) @Pattern("^[A-Za-z][A-Za-z0-9-]*$") String> headers) {}
