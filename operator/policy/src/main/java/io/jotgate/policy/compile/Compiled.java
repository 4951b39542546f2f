package io.jotgate.policy.compile;

import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Trust;
import java.util.List;

/**
 * The outcome of a compilation.
 *
 * @param policy what the proxies enforce; paths of routes that were not accepted are refused in it
 * @param trust whose tokens they accept
 * @param verdicts one for every route, sorted by name
 */
public record Compiled(RoutePolicy policy, Trust trust, List<RouteVerdict> verdicts) {
  /** Copies the list. */
  public Compiled {
    verdicts = List.copyOf(verdicts);
  }
}
