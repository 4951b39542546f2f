package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.ClaimHeader;
import io.jotgate.policy.model.IssuerSet;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The two filters that hold trust. */
final class Filters {
  /** Claims that jwt_authn splits at spaces. */
  private static final List<String> SPLIT = List.of("scope", "scp");

  /** By which the workload, the token service and the access log name the same transaction. */
  private static final Map<String, Object> TRANSACTION =
      Map.of("claim_name", "transactionId", "header_name", Types.TRANSACTION_HEADER);

  private Filters() {}

  /** jwt_authn: signature, iss, exp, nbf and the union of the audiences. */
  static Map<String, Object> jwt(Map<String, Object> providers, Map<String, Object> requirements) {
    return Map.of(
        "@type",
        Types.JWT_TYPE,
        "providers",
        providers,
        "requirement_map",
        requirements,
        "stat_prefix",
        "jotgate");
  }

  static SortedMap<String, Object> providers(Trust trust) {
    TreeMap<String, Object> providers = new TreeMap<>();
    trust.issuers().forEach(issuer -> providers.put(issuer.name(), provider(issuer)));
    return providers;
  }

  private static Map<String, Object> provider(IssuerTrust issuer) {
    TreeMap<String, Object> provider = new TreeMap<>();
    provider.put("issuer", issuer.iss());
    provider.put("audiences", issuer.audiences());
    provider.put("local_jwks", localJwks(issuer.publicJwks()));
    provider.put("clock_skew_seconds", (int) issuer.clockSkew().toSeconds());
    provider.put("max_lifetime", Routes.seconds(issuer.maxTokenAge()));
    provider.put("require_expiration", true);
    provider.put("forward", issuer.forwardToken());
    provider.put(
        "from_headers", List.of(Map.of("name", "authorization", "value_prefix", "Bearer ")));
    provider.put("header_in_metadata", "h");
    provider.put("payload_in_metadata", "p");
    provider.put("failed_status_in_metadata", "failed");
    provider.put("normalize_payload_in_metadata", Map.of("space_delimited_claims", SPLIT));
    provider.put("jwt_cache_config", Map.of("jwt_cache_size", 100));
    provider.put(
        "claim_to_headers",
        Stream.concat(Stream.of(TRANSACTION), issuer.claimHeaders().stream().map(Filters::header))
            .toList());
    return provider;
  }

  private static Map<String, Object> header(ClaimHeader mapped) {
    return Map.of("claim_name", mapped.claim(), "header_name", mapped.header());
  }

  static Map<String, Object> localJwks(List<String> publicJwks) {
    return Map.of("inline_string", PublicKeys.jwks(publicJwks));
  }

  static SortedMap<String, Object> requirements(Trust trust) {
    TreeMap<String, Object> requirements = new TreeMap<>();
    trust.issuerSets().forEach(set -> requirements.put(Requirements.name(set), requirement(set)));
    return requirements;
  }

  private static Map<String, Object> requirement(IssuerSet set) {
    List<Map<String, Object>> any =
        new ArrayList<>(
            set.names().stream()
                .map(name -> Map.<String, Object>of("provider_name", name))
                .toList());
    if (set.optional()) {
      any.add(Map.of("allow_missing_or_failed", Map.of()));
    }
    return any.size() == 1 ? any.getFirst() : Map.of("requires_any", Map.of("requirements", any));
  }

  /**
   * The token as such: a request passes without a verified token, or with one of a known issuer
   * that has the type of an access token (RFC 9068), a bounded expiry, an identifier and the name
   * of its key, and that has not been taken back. On a route that only audits, every request
   * passes, and the name of the policy tells that it should not.
   *
   * @param refusedKeys names of keys that are refused although they are not published, by issuer
   */
  static Map<String, Object> revocation(Trust trust, Map<String, List<String>> refusedKeys) {
    TreeMap<String, Object> policies = new TreeMap<>();
    policies.put("anonymous", Rbac.policy(Rbac.not(Rbac.header("alg", Rbac.present()))));
    for (IssuerTrust issuer : trust.issuers()) {
      List<String> refused = refusedKeys.getOrDefault(issuer.name(), List.of());
      policies.put("ok." + issuer.name(), Rbac.policy(wellFormed(issuer, refused)));
    }
    if (trust.issuerSets().stream().anyMatch(IssuerSet::optional)) {
      // Sorted behind the others, which Envoy tries first.
      policies.put("unenforced", Rbac.policy(Rbac.route("mode", "audit")));
    }
    return Map.of(
        "@type", Types.RBAC_TYPE, "rules", Rbac.allow(policies), "rules_stat_prefix", "rev_");
  }

  private static Map<String, Object> wellFormed(IssuerTrust issuer, List<String> refusedKeys) {
    List<Map<String, Object>> all = new ArrayList<>(ofEveryToken(issuer.iss()));
    issuer.claimHeaders().stream()
        .map(ClaimHeader::claim)
        .filter(claim -> !claim.equals("iss") && !SPLIT.contains(claim))
        .forEach(claim -> all.add(absentOrText(claim)));
    all.addAll(RevokedTokens.excluded(issuer, refusedKeys));
    return Rbac.all(all);
  }

  /**
   * What every token must show. Without the name of its key jwt_authn would try all keys, and who
   * holds a revoked one could leave the name out.
   */
  static List<Map<String, Object>> ofEveryToken(String iss) {
    return List.of(
        Rbac.claim("iss", Rbac.string(iss)),
        Rbac.header("typ", Rbac.string("at+jwt")),
        Rbac.header("kid", Rbac.regex(".+")),
        Rbac.claim("exp", Rbac.numberFrom(0)),
        Rbac.claim("jti", Rbac.regex(".+")));
  }

  /**
   * jwt_authn encodes arrays, rounds numbers and fails on control characters when it makes a header
   * of a claim.
   */
  private static Map<String, Object> absentOrText(String claim) {
    return Rbac.anyOf(
        List.of(
            Rbac.not(Rbac.claim(claim, Rbac.present())),
            Rbac.claim(claim, Rbac.regex("[^\\x00-\\x1f\\x7f]*"))));
  }
}
