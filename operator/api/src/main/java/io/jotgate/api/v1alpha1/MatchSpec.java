package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests that a rule is for. */
public record MatchSpec(
    @JsonPropertyDescription("The path.") @Required PathSpec path,
    @JsonPropertyDescription("Methods; HEAD is allowed with GET. Absent: GET.")
        @Default("[\"GET\"]")
        @Size(min = 1, max = 6)
        @ValidationRule(
            value = "self.all(a, self.exists_one(b, b == a))",
            message = "methods names a method twice: name each once")
        @Nullable List<Method> methods) {
  /** Request methods (RFC 9110) that a rule can name. */
  public enum Method {
    /** Also allows HEAD. */
    GET,
    /** POST. */
    POST,
    /** PUT. */
    PUT,
    /** PATCH. */
    PATCH,
    /** DELETE. */
    DELETE,
    /** OPTIONS, for instance a CORS preflight that the workload answers. */
    OPTIONS
  }
}
