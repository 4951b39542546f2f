package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * An {@link ApiConsumer} that may call.
 *
 * <p>A token names it by {@code client_id}, which each issuer spells as it sees it: the name alone
 * in its own namespace, {@code namespace/name} elsewhere.
 */
public record ConsumerRef(
    @JsonPropertyDescription("Name of an ApiConsumer.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.DNS_LABEL)
        String name,
    @JsonPropertyDescription("Its namespace. Absent: that of the route.")
        @Size(min = 1, max = 63)
        @Pattern(Syntax.DNS_LABEL)
        @Nullable String namespace) {}
