package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pods of the token service. */
public record DeploymentSpec(
    @JsonPropertyDescription("Pods of the token service.")
        @Min(1)
        @Max(50)
        @Default(Defaults.REPLICAS)
        @Nullable Integer replicas,
    @JsonPropertyDescription("Requests and limits of the container.")
        @Nullable ResourceRequirements resources,
    @JsonPropertyDescription("Nodes that may run the pods.")
        @Nullable Map<String, String> nodeSelector,
    @JsonPropertyDescription("Taints that the pods tolerate.") @Size(max = 32)
        @Nullable List<Toleration> tolerations,
    @JsonPropertyDescription("PriorityClass of the pods.") @Size(max = 253)
        @Nullable String priorityClassName) {}
