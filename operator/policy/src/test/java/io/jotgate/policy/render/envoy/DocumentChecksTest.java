package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.render.Documents;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentChecksTest {
  private static final EnvoyRenderer RENDERER = new EnvoyRenderer(SidecarLayout.INJECTED);
  private final Documents policy =
      RENDERER.policyDocuments(EnvoyGoldenTest.compile("quickstart").policy());
  private final Documents trust =
      RENDERER.trustDocuments(EnvoyGoldenTest.compile("quickstart").trust());

  /** Each of these passes Envoy's own validation, or would keep what was there before. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "empty text of keys|ecds-jwt.json|(\"inline_string\":)\".*?]}\"|$1\"\"|provider login has no key: Envoy would keep the old ones",
        "empty key set|ecds-jwt.json|\\{\\\\\"keys\\\\\":\\[.*?\\]\\}|{\\\\\"keys\\\\\":[]}|provider login has no key: Envoy would keep the old ones",
        "any audience|ecds-jwt.json|\"audiences\":\\[\"orders-api\"\\]|\"audiences\":[]|provider login accepts any audience, issuer or age",
        "no expiry|ecds-jwt.json|\"require_expiration\":true|\"require_expiration\":false|provider login accepts any audience, issuer or age",
        "empty requirement|ecds-jwt.json|\\{\"provider_name\":\"login\"\\}|{}|requirement r.login is empty: it would let all pass",
        "unknown provider|ecds-jwt.json|\"provider_name\":\"login\"|\"provider_name\":\"other\"|requirement r.login names an unknown provider",
        "unknown requirement|rds.json|\"requirement_name\":\"r.login\"|\"requirement_name\":\"r.other\"|route orders/read names an unknown requirement",
        "misspelt filter|rds.json|\"jotgate.jwt\":|\"jotgate.jwtx\":|route orders/read configures an unknown filter or with the wrong type",
        "wrong type|rds.json|\"@type\":\"[^\"]*PerRouteConfig\"|\"@type\":\"x\"|route orders/read configures an unknown filter or with the wrong type",
        "no rule|rds.json|,\"jotgate.route\":\\{(?=\"@type\")|,\"jotgate.gone\":{|route orders/read has no rule",
        "no audience|rds.json|\"jotgate.audience\":|\"jotgate.gone\":|route orders/read states no audience",
        "unknown cluster|cds.json|\"name\":\"app\"|\"name\":\"other\"|route orders/health names an unknown cluster",
        "two routes of one name|rds.json|\"name\":\"orders/write\"|\"name\":\"orders/read\"|two routes have the name orders/read",
        "a domain twice|rds.json|\"domains\":\\[\"\\*\"\\]|\"domains\":[\"*\",\"*\"]|two hosts have the domain *",
        "public with credentials|rds.json|\"request_headers_to_remove\":\\[\"authorization\"\\]|\"request_headers_to_remove\":[]|route orders/health is public and forwards credentials",
      })
  void finds(String mistake, String file, String regex, String replacement, String violation) {
    List<String> violations =
        DocumentChecks.violations(
            tampered(policy, file, regex, replacement), tampered(trust, file, regex, replacement));
    assertTrue(violations.contains(violation), violations::toString);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing removed|rds.json|\"jotgate.anonymous\":|\"jotgate.gone\":|route orders/read is audited and tells who calls",
        "enforced and open|rds.json|\"mode\":\"audit\",||route orders/read lets anybody in, or is audited by halves",
        "audited and closed|rds.json|(\"insufficient\":\"[^}]*)\"missing\"|$1\"mode\":\"audit\",\"missing\"|route orders/live lets anybody in, or is audited by halves",
        "another policy|ecds-revocation.json|\"unenforced\":|\"others\":|the revocation filter has the policy others, which serves nobody",
        "nobody audits|ecds-jwt.json|,\\{\"allow_missing_or_failed\":\\{\\}\\}||the revocation filter has the policy unenforced, which serves nobody",
        "a token without checks|ecds-revocation.json|\"not_id\":|\"gone\":|the revocation filter lets tokens pass that no policy names",
      })
  void findsInAnAuditedRoute(
      String mistake, String file, String regex, String replacement, String violation) {
    Compiled compiled = EnvoyGoldenTest.compile("requirements");
    Documents rules = RENDERER.policyDocuments(compiled.policy());
    Documents keys = RENDERER.trustDocuments(compiled.trust());
    assertEquals(List.of(), DocumentChecks.violations(rules, keys));
    List<String> violations =
        DocumentChecks.violations(
            tampered(rules, file, regex, replacement == null ? "" : replacement),
            tampered(keys, file, regex, replacement == null ? "" : replacement));
    assertTrue(violations.contains(violation), violations::toString);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one of two revoked tokens|,\\{\"string_match\":\\{\"exact\":\"0193a7c0-0000-7000-8000-000000000002\"\\}\\}||the revocation filter has a choice of fewer than two values for issuer login",
        "no name of a key|\"key\":\"kid\"|\"key\":\"kind\"|the revocation filter does not check all of a token of issuer login",
        "any expiry|\"double_match\":\\{\"range\":\\{\"end\":[0-9]+,\"start\":0\\}\\}|\"present_match\":true|the revocation filter does not check all of a token of issuer login",
      })
  void findsInTheListsOfWhatIsRevoked(
      String mistake, String regex, String replacement, String violation) {
    Compiled compiled = EnvoyGoldenTest.compile("revocations");
    Documents rules = RENDERER.policyDocuments(compiled.policy());
    Documents lists = RENDERER.trustDocuments(compiled.trust());
    assertEquals(List.of(), DocumentChecks.violations(rules, lists));
    assertEquals(
        List.of(violation),
        DocumentChecks.violations(
            rules,
            tampered(
                lists, EnvoyRenderer.REVOCATION, regex, replacement == null ? "" : replacement)));
  }

  private static Documents tampered(
      Documents documents, String file, String regex, String replacement) {
    TreeMap<String, String> files = new TreeMap<>(documents.files());
    files.computeIfPresent(
        file,
        (name, text) -> {
          String changed = text.replaceAll(regex, replacement);
          assertNotEquals(text, changed, "the mistake was not planted");
          return changed;
        });
    return new Documents(files);
  }

  @Test
  void findsNothingInWhatIsRendered() {
    assertEquals(List.of(), DocumentChecks.violations(policy, trust));
  }
}
