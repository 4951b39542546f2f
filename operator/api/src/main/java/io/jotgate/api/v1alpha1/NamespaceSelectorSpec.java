package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Which namespaces are meant, by labels of the Namespace. */
@ValidationRule(
    value = "self.matchLabels.size() > 0",
    message =
        "namespaces.matchLabels is empty: name a label; one namespace has kubernetes.io/metadata.name")
public record NamespaceSelectorSpec(
    @JsonPropertyDescription(
            "Labels that a Namespace must carry, all of them. One namespace: kubernetes.io/metadata.name.")
        @Required
        @Size(max = 16)
        Map<String, @Size(max = 63) String> matchLabels) {}
