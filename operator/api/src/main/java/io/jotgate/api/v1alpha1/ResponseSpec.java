package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the token service answers. */
public record ResponseSpec(
    @JsonPropertyDescription(
            "Whether the answer of /auth has the token in its body too (access_token), not only in the Authorization header.")
        @Default("false")
        @Nullable Boolean includeInBody,
    @JsonPropertyDescription("Web pages that may read the answers (the CORS protocol).")
        @Nullable CorsSpec cors) {

  /** Web pages that may read the answers. */
  @ValidationRule(
      value =
          "!has(self.allowOrigins) || !('*' in self.allowOrigins) || self.allowOrigins.size() == 1",
      message = "allowOrigins with '*' allows every origin: name no others beside it")
  public record CorsSpec(
      @JsonPropertyDescription(
              "Origins such as https://shop.example, or * for any. Empty: browsers let no page of another origin read an answer.")
          @Size(max = 32)
          @Nullable List<@Size(max = 256) @Pattern(Syntax.ORIGIN) String> allowOrigins) {}
}
