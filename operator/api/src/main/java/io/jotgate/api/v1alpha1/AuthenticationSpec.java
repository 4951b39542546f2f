package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How clients prove who they are. */
public record AuthenticationSpec(
    @JsonPropertyDescription("API keys.") @Default("{}") @Nullable ApiKeySpec apiKey,
    @JsonPropertyDescription("Client id and password (HTTP Basic).") @Default("{}")
        @Nullable BasicSpec basic,
    @JsonPropertyDescription(
            "How often clients may fail. A right API key is taken whatever others do; who fails too often gets 429 with Retry-After.")
        @Default("{}")
        @Nullable ThrottleSpec throttle,
    @JsonPropertyDescription(
            "Addresses of proxies, as ranges such as 10.0.0.0/8, whose X-Forwarded-For names the client. Empty: the peer of the connection is the client.")
        @Size(max = 32)
        @Nullable List<@Size(max = 43) @Pattern(Syntax.CIDR) String> trustedProxies) {}
