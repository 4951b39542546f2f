package io.jotgate.controller;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the local clock is from that of the API server, which stamps every answer with its {@code
 * Date} (RFC 9110 section 6.6.1). Costs no request of its own.
 *
 * <p>A date is carried forward with the monotonic clock, so that a local clock that jumps after the
 * answer is found out at once, before the next one. The error is at most half of {@link
 * #LONGEST_ROUND_TRIP} and half a second, since dates have whole seconds.
 */
final class ApiServerClock implements Interceptor {
  static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(2);

  /** For longer the monotonic clock of a machine that sleeps or drifts is not believed. */
  static final Duration LONGEST_CARRIED = Duration.ofMinutes(10);

  /** Dates have whole seconds. */
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<HttpRequest, Long> sentAt = Collections.synchronizedMap(new WeakHashMap<>());
  private final AtomicReference<Optional<Reading>> latest = new AtomicReference<>(Optional.empty());

  /** The time of the API server at a moment of the monotonic clock. */
  private record Reading(Instant time, long nanos) {}

  /**
   * A clock without a reading.
   *
   * @param clock the local clock
   * @param nanoTime monotonic time in nanoseconds
   */
  ApiServerClock(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Local time minus the time of the API server; positive: the local clock is ahead. Empty while no
   * answer says enough, which is no reason to think that the clocks differ.
   */
  Optional<Duration> offset() {
    return latest
        .get()
        .flatMap(
            reading -> {
              Duration carried = Duration.ofNanos(nanoTime.getAsLong() - reading.nanos());
              return carried.compareTo(LONGEST_CARRIED) > 0
                  ? Optional.empty()
                  : Optional.of(Duration.between(reading.time().plus(carried), clock.instant()));
            });
  }

  /** Notes when a request leaves. */
  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    sentAt.put(request, nanoTime.getAsLong());
    return consumer;
  }

  /** Reads the date of an answer, unless it took so long that it says too little. */
  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    Optional<Long> sent = Optional.ofNullable(sentAt.remove(request));
    if (sent.isPresent() && response.isSuccessful()) {
      long received = nanoTime.getAsLong();
      answered(response.header("Date"), Duration.ofNanos(received - sent.get()), received);
    }
  }

  private void answered(@Nullable String date, Duration roundTrip, long received) {
    if (date == null || roundTrip.compareTo(LONGEST_ROUND_TRIP) > 0) {
      return;
    }
    try {
      Instant stamped = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      latest.updateAndGet(
          before -> Optional.of(new Reading(time(before, stamped, roundTrip, received), received)));
    } catch (DateTimeException unreadable) {
      // No date, no reading: the one before is carried on.
    }
  }

  /**
   * The time of the server when the answer came. An answer leaves a second and its round trip open;
   * within them the reading before is believed, so that a steady difference does not seem to change
   * with every answer, and each answer makes it more exact.
   */
  private static Instant time(
      Optional<Reading> before, Instant stamped, Duration roundTrip, long received) {
    Duration open = RESOLUTION.plus(roundTrip);
    Instant last = stamped.plus(open);
    return before
        .map(reading -> reading.time().plusNanos(received - reading.nanos()))
        .filter(carried -> !carried.isBefore(stamped.minus(RESOLUTION)))
        .filter(carried -> !carried.isAfter(last.plus(RESOLUTION)))
        .map(carried -> carried.isBefore(stamped) ? stamped : carried)
        .map(carried -> carried.isAfter(last) ? last : carried)
        .orElse(stamped.plus(open.dividedBy(2)));
  }
}
