package io.jotgate.e2e;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a load has met so far.
 *
 * @param time for which tokens were taken
 * @param issued tokens that were given
 * @param verified requests with one of them that were answered 200
 * @param expired uses that came too late to be sent
 * @param pending uses that are still to come and requests that are not answered
 * @param kids keys of the tokens that were verified
 * @param troubles everything else
 * @param examples the first of each kind
 */
record LoadFigures(
    Duration time,
    long issued,
    long verified,
    long expired,
    long pending,
    Set<String> kids,
    Map<Trouble, Long> troubles,
    Map<Trouble, List<String>> examples) {

  /** What must not happen to a client. */
  enum Trouble {
    /** 4xx for an API key or an unexpired token that is good. */
    REFUSED,
    /** 5xx. */
    SERVER_ERROR,
    /** No answer. */
    CONNECTION_ERROR,
    /** Neither the first attempt nor the second one gave a token. */
    LOST
  }

  LoadFigures {
    kids = Set.copyOf(kids);
    troubles = new EnumMap<>(troubles);
    examples = new EnumMap<>(examples);
  }

  /** Requests per second that were answered 200. */
  double rate() {
    return verified / (time.toMillis() / 1000.0);
  }

  long count(Trouble trouble) {
    return troubles.getOrDefault(trouble, 0L);
  }

  @Override
  public String toString() {
    return "%d tokens issued, %d requests verified with %d keys in %d s (%.0f/s): %d refused, %d 5xx, %d connection errors, %d lost%s"
        .formatted(
            issued,
            verified,
            kids.size(),
            time.toSeconds(),
            rate(),
            count(Trouble.REFUSED),
            count(Trouble.SERVER_ERROR),
            count(Trouble.CONNECTION_ERROR),
            count(Trouble.LOST),
            examples.isEmpty() ? "" : " " + examples);
  }
}
