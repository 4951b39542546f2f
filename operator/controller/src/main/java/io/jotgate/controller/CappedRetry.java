package io.jotgate.controller;

import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Retries a failed reconcile for ever: after 1 s, then twice as long each time, at most 60 s, each
 * delay shortened by up to a quarter at random so that many resources do not come back at once.
 *
 * <p>The framework's own default gives up after about half a minute, and then an outage of the API
 * server would leave resources behind for hours.
 */
final class CappedRetry implements Retry {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration CAP = Duration.ofSeconds(60);
  private static final int DOUBLINGS_TO_CAP = 6;

  private final RandomGenerator random;

  CappedRetry(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public RetryExecution initExecution() {
    return new Attempts();
  }

  /** The attempts at one resource since it last went well. */
  private final class Attempts implements RetryExecution {
    private int made;

    @Override
    public Optional<Long> nextDelay() {
      long doubled = FIRST.toMillis() << Math.min(made, DOUBLINGS_TO_CAP);
      long longest = Math.min(doubled, CAP.toMillis());
      made++;
      return Optional.of(longest - random.nextLong(longest / 4 + 1));
    }

    @Override
    public int getAttemptCount() {
      return made;
    }

    @Override
    public boolean isLastAttempt() {
      return false;
    }
  }
}
