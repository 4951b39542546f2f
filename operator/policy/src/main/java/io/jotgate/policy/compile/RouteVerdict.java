package io.jotgate.policy.compile;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of one route.
 *
 * @param route name of the route
 * @param accepted condition {@code Accepted}
 * @param problems what is wrong with the route by itself, each with its field; empty when valid
 * @param resolvedRefs condition {@code ResolvedRefs}
 * @param issuers issuers whose tokens the route accepts, sorted
 * @param limitations what is enforced otherwise than asked, always stricter; sorted
 */
public record RouteVerdict(
    String route,
    Outcome accepted,
    List<RouteProblem> problems,
    Outcome resolvedRefs,
    List<String> issuers,
    List<String> limitations) {
  /** Copies and sorts. */
  public RouteVerdict {
    problems = List.copyOf(problems);
    issuers = issuers.stream().sorted().distinct().toList();
    limitations = limitations.stream().sorted().distinct().toList();
  }

  /** The same with more that is enforced otherwise than asked. */
  public RouteVerdict limitedBy(List<String> more) {
    return new RouteVerdict(
        route,
        accepted,
        problems,
        resolvedRefs,
        issuers,
        Stream.concat(limitations.stream(), more.stream()).toList());
  }

  /**
   * One condition.
   *
   * @param ok its status
   * @param reason its reason
   * @param message for people: what is wrong and what to do
   */
  public record Outcome(boolean ok, RouteReason reason, String message) {}
}
