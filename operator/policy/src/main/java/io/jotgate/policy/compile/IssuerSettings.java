package io.jotgate.policy.compile;

import io.jotgate.policy.model.ClaimHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * How the tokens of one issuer are checked at one workload: proxies hold one setting per issuer, so
 * where routes differ the strictest wins.
 *
 * @param headerConflict true when two routes want different claims in one header
 */
record IssuerSettings(
    Duration clockSkew,
    Duration maxTokenAge,
    boolean forwardToken,
    List<ClaimHeader> claimHeaders,
    boolean headerConflict) {

  static IssuerSettings merge(List<RouteDraft> routes) {
    List<RouteDraft.Jwt> all = routes.stream().map(RouteDraft::jwt).toList();
    List<ClaimHeader> headers =
        all.stream().flatMap(jwt -> jwt.claimHeaders().stream()).sorted().distinct().toList();
    return new IssuerSettings(
        least(all, RouteDraft.Jwt::clockSkew),
        least(all, RouteDraft.Jwt::maxTokenAge),
        all.stream().allMatch(RouteDraft.Jwt::forwardToken),
        headers,
        headers.stream().map(ClaimHeader::header).distinct().count() != headers.size());
  }

  /** True when the workload learns which issuer a token is of. */
  boolean mapsIss() {
    return claimHeaders.stream().anyMatch(header -> header.claim().equals("iss"));
  }

  private static Duration least(
      List<RouteDraft.Jwt> all, Function<RouteDraft.Jwt, Duration> field) {
    return all.stream().map(field).min(Comparator.naturalOrder()).orElse(Duration.ofSeconds(1));
  }

  /** What a route gets otherwise than it asked. */
  List<String> limitations(RouteDraft route, String issuer) {
    List<String> found = new ArrayList<>();
    differs(found, "clockSkew", route.jwt().clockSkew(), clockSkew, issuer);
    differs(found, "maxTokenAge", route.jwt().maxTokenAge(), maxTokenAge, issuer);
    if (route.jwt().forwardToken() && !forwardToken) {
      found.add(
          "jwt.forwardToken is false for tokens of issuer "
              + issuer
              + ": another route of the workload does not forward them");
    }
    if (claimHeaders.size() > route.jwt().claimHeaders().size()) {
      found.add(
          "the workload also receives the claim headers that other routes map for issuer "
              + issuer);
    }
    return found;
  }

  private static void differs(
      List<String> found, String field, Duration asked, Duration used, String issuer) {
    if (!Objects.equals(asked, used)) {
      found.add(
          "jwt.%s is %ds for tokens of issuer %s: another route of the workload asks for less"
              .formatted(field, used.toSeconds(), issuer));
    }
  }
}
