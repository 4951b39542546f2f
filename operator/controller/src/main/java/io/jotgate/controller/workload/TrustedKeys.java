package io.jotgate.controller.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import java.util.List;

/** Reads with which keys trust documents check the tokens of an issuer. */
final class TrustedKeys {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrustedKeys() {}

  /**
   * The keys as JSON texts (RFC 7517); empty when the documents cannot be read or know no such
   * issuer.
   *
   * @param name name of the issuer
   * @param iss its {@code iss}: keys of a namesake with another one are not its keys
   */
  static List<String> of(Documents trust, String name, String iss) {
    JsonNode provider =
        tree(trust.text(EnvoyRenderer.JWT))
            .path("resources")
            .path(0)
            .path("typed_config")
            .path("providers")
            .path(name);
    if (!provider.path("issuer").asText().equals(iss)) {
      return List.of();
    }
    return tree(provider.path("local_jwks").path("inline_string").asText())
        .path("keys")
        .valueStream()
        .map(JsonNode::toString)
        .toList();
  }

  private static JsonNode tree(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException edited) {
      return JSON.missingNode();
    }
  }
}
