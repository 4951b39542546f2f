package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** How clients prove who they are. */
public record AuthenticationSpec(
    @JsonPropertyDescription("API keys.") @Default("{}") @Nullable ApiKeySpec apiKey) {}
