package io.jotgate.policy.compile;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Compiles all ProtectedRoutes of one workload into one policy.
 *
 * <ul>
 *   <li>Rules are ordered by specificity alone, never by the order or age of anything.
 *   <li>A route that cannot be enforced refuses its own paths; the others are enforced.
 *   <li>Routes that say different things about the same requests, or that trust two issuers with
 *       one {@code iss}, are both refused and {@code Conflicted}.
 *   <li>An issuer that does not exist is left out; a route without any issuer refuses its paths.
 *   <li>Where routes differ in how tokens of one issuer are checked, the strictest wins and {@link
 *       RouteVerdict#limitations()} says so.
 * </ul>
 */
public final class PolicyCompiler {
  private PolicyCompiler() {}

  /**
   * Compiles.
   *
   * @param workload name of the workload
   * @param routes all routes that attach to it, in any order; none: everything is refused
   * @param issuers the issuers that exist and may be trusted, by name
   */
  public static Compiled compile(
      String workload, List<ProtectedRoute> routes, Map<String, ResolvedIssuer> issuers) {
    List<RouteDraft> drafts =
        routes.stream()
            .map(RouteReader::read)
            .sorted(Comparator.comparing(RouteDraft::name))
            .toList();
    return new RouteMerge(workload, drafts, issuers).merge();
  }
}
