package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A path (Gateway API HTTPPathMatch). */
@ValidationRule(
    value = "self.value == '/' || !self.value.endsWith('/')",
    message =
        "path.value must not end with /: a PathPrefix holds for the path itself and everything below it")
@ValidationRule(
    value = "!self.value.contains('//') && !self.value.matches('(^|/)[.][.]?(/|$)')",
    message = "path.value must be in normal form: no empty segment, no . and no .. segment")
public record PathSpec(
    @JsonPropertyDescription("PathPrefix matches by whole segments; Exact matches the whole path.")
        @Required
        Type type,
    @JsonPropertyDescription("The path, decoded and in normal form, such as /orders.")
        @Required
        @Size(min = 1, max = 512)
        @Pattern("^/[A-Za-z0-9/._~!$&'()*+,=:@-]*$")
        String value) {
  /** How a path is compared (Gateway API HTTPPathMatch). */
  public enum Type {
    /** By segments: /orders matches /orders and /orders/1, not /ordersX. */
    PathPrefix,
    /** The whole path. */
    Exact
  }
}
