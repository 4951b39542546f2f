package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.AcceptedIssuer;
import io.jotgate.policy.model.ClaimRequirement;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.IssuerSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a token must carry, as RBAC principals. */
final class Requirements {
  private Requirements() {}

  /** Name of a requirement of jwt_authn: it depends on the issuers alone. */
  static String name(IssuerSet issuers) {
    return (issuers.optional() ? "audit." : "r.") + String.join("+", issuers.names());
  }

  /** The audience alone; jwt_authn has a wider list and compares less exactly. */
  static Map<String, Object> audience(Decision.Require require) {
    if (oneAudienceList(require)) {
      return audience(require.issuers().getFirst());
    }
    return Rbac.anyOf(
        require.issuers().stream()
            .map(issuer -> Rbac.all(List.of(iss(issuer), audience(issuer))))
            .toList());
  }

  /** Everything: audience, issuer, scopes, claims. */
  static Map<String, Object> principal(Decision.Require require) {
    boolean shared = oneAudienceList(require);
    Map<String, Object> byIssuer =
        Rbac.anyOf(
            require.issuers().stream().map(issuer -> ofIssuer(issuer, require, shared)).toList());
    return shared ? Rbac.all(List.of(audience(require.issuers().getFirst()), byIssuer)) : byIssuer;
  }

  private static boolean oneAudienceList(Decision.Require require) {
    return require.issuers().stream().map(AcceptedIssuer::audiences).distinct().count() == 1;
  }

  private static Map<String, Object> ofIssuer(
      AcceptedIssuer issuer, Decision.Require require, boolean sharedAudience) {
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(iss(issuer));
    if (!sharedAudience) {
      all.add(audience(issuer));
    }
    require.scopes().allOf().forEach(scope -> all.add(scope(scope)));
    if (!require.scopes().anyOf().isEmpty()) {
      all.add(Rbac.anyOf(require.scopes().anyOf().stream().map(Requirements::scope).toList()));
    }
    for (ClaimRequirement claim : require.claims()) {
      claim
          .allOf()
          .forEach(
              value -> all.add(Rbac.claim(claim.name(), Rbac.stringOrElement(List.of(value)))));
      if (!claim.anyOf().isEmpty()) {
        all.add(Rbac.claim(claim.name(), Rbac.stringOrElement(claim.anyOf())));
      }
    }
    if (!issuer.clientIds().isEmpty()) {
      all.add(Rbac.claim("client_id", Rbac.stringOf(issuer.clientIds())));
    }
    return Rbac.all(all);
  }

  private static Map<String, Object> iss(AcceptedIssuer issuer) {
    return Rbac.claim("iss", Rbac.string(issuer.iss()));
  }

  private static Map<String, Object> audience(AcceptedIssuer issuer) {
    return Rbac.claim("aud", Rbac.stringOrElement(issuer.audiences()));
  }

  /** jwt_authn has split both claims at spaces. */
  private static Map<String, Object> scope(String scope) {
    return Rbac.anyOf(
        List.of(Rbac.claim("scope", Rbac.element(scope)), Rbac.claim("scp", Rbac.element(scope))));
  }
}
