package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Requests whose answer goes on: server-sent events, long polls, gRPC streams, WebSockets. */
@ValidationRule(
    value =
        "!has(self.maxDuration) || duration(self.maxDuration) >= duration('1s') && duration(self.maxDuration) <= duration('24h')",
    message = "maxDuration must be between 1s and 24h")
public record StreamSpec(
    @JsonPropertyDescription(
            "How long one lasts at most; never longer than jwt.maxTokenAge where a token is required. Absent: jwt.maxTokenAge.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Nullable GoDuration maxDuration,
    @JsonPropertyDescription("True: a request may become a WebSocket (RFC 6455).") @Default("false")
        @Nullable Boolean webSocket) {}
