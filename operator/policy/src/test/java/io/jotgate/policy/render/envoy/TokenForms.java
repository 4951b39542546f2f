package io.jotgate.policy.render.envoy;

import io.jotgate.policy.TestIssuer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Good tokens in a form that Envoy and the evaluator are known to judge differently. */
final class TokenForms {
  static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              "kid-absent",
              "empty-part",
              "header-crit",
              "typ-with-application",
              "signature-with-stray-character",
              "scheme-behind-another",
              "two-spaces"));

  private TokenForms() {}

  /** Value of the Authorization field. */
  static String authorization(String form, TestIssuer issuer, Map<String, Object> others) {
    Map<String, Object> claims = new TreeMap<>(others);
    claims.putAll(Map.of("iss", issuer.iss(), "aud", issuer.audience()));
    Map<String, Object> header = new TreeMap<>(issuer.header("at+jwt"));
    String prefix = "Bearer ";
    String suffix = "";
    switch (form) {
      case "kid-absent" -> header.remove("kid");
      case "empty-part" -> suffix = ".";
      case "header-crit" -> header.putAll(Map.of("crit", List.of("x"), "x", 1));
      case "typ-with-application" -> header.put("typ", "application/at+jwt");
      case "signature-with-stray-character" -> suffix = "A";
      case "scheme-behind-another" -> prefix = "Basic YTpi, Bearer ";
      case "two-spaces" -> prefix = "Bearer  ";
      default -> throw new IllegalArgumentException(form);
    }
    return prefix + issuer.sign(header, claims) + suffix;
  }
}
