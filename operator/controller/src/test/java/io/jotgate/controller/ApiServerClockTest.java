package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiServerClockTest {
  private static final Duration PRECISION = Duration.ofSeconds(1);

  private Instant serverTime = Instant.parse("2026-01-01T00:00:00.700Z");
  private Instant localTime = serverTime;
  private long nanos = 5;
  private final ApiServerClock clock = new ApiServerClock(() -> localTime, () -> nanos);

  @Test
  void knowsNothingBeforeTheFirstAnswer() {
    assertEquals(Optional.empty(), clock.offset());
  }

  @Test
  void clocksThatAgreeDifferByLessThanTheResolutionOfADate() {
    answers(Duration.ofMillis(100));

    assertOffset(Duration.ZERO);
  }

  @Test
  void tellsALocalClockThatIsAhead() {
    localTime = serverTime.plusSeconds(90);

    answers(Duration.ofMillis(100));

    assertOffset(Duration.ofSeconds(90));
  }

  @Test
  void tellsALocalClockThatIsBehind() {
    localTime = serverTime.minusSeconds(90);

    answers(Duration.ofMillis(100));

    assertOffset(Duration.ofSeconds(-90));
  }

  @Test
  void takesHalfOfTheRoundTripForTheTimeThatTheAnswerNeeded() {
    answers(Duration.ofMillis(1_900));

    assertOffset(Duration.ZERO);
  }

  @Test
  void noticesAJumpOfTheLocalClockBeforeTheNextAnswer() {
    answers(Duration.ofMillis(100));
    passes(Duration.ofSeconds(10));
    assertOffset(Duration.ZERO);

    localTime = localTime.plus(Duration.ofHours(1));

    assertOffset(Duration.ofHours(1));
  }

  @Test
  void keepsTheEarlierReadingWhenAnAnswerTakesTooLong() {
    answers(Duration.ofMillis(100));
    serverTime = serverTime.plusSeconds(300);

    answers(ApiServerClock.LONGEST_ROUND_TRIP.plusMillis(1));

    assertOffset(Duration.ZERO);
  }

  @Test
  void answersNeverMoveTheDifferenceOfSteadyClocksToAndFro() {
    localTime = serverTime.plusSeconds(31);
    var differences = new ArrayList<Duration>();

    for (int answer = 0; answer < 200; answer++) {
      answers(Duration.ofMillis(100 + 37 * (answer % 11)));
      differences.add(clock.offset().orElseThrow());
      passes(Duration.ofMillis(271));
    }

    List<Duration> sorted = differences.stream().sorted().toList();
    assertTrue(
        differences.equals(sorted) || differences.equals(sorted.reversed()), differences::toString);
    assertEquals(31_000.0, (double) differences.getLast().toMillis(), 200.0);
  }

  @Test
  void followsAServerWhoseClockJumps() {
    answers(Duration.ofMillis(100));
    serverTime = serverTime.minusSeconds(300);

    answers(Duration.ofMillis(100));

    assertOffset(Duration.ofMinutes(5));
  }

  @Test
  void forgetsAReadingThatIsTooOld() {
    answers(Duration.ZERO);
    passes(ApiServerClock.LONGEST_CARRIED);
    assertOffset(Duration.ZERO);

    passes(Duration.ofSeconds(1));

    assertEquals(Optional.empty(), clock.offset());
  }

  @Test
  void doesNotBelieveWhatIsNoAnswerOfTheApiServer() {
    answers(503, date(serverTime));
    answers(200, Map.of());
    answers(200, Map.of("Date", List.of("yesterday")));

    assertEquals(Optional.empty(), clock.offset());
  }

  private void assertOffset(Duration expected) {
    Duration offset = clock.offset().orElseThrow();
    assertTrue(offset.minus(expected).abs().compareTo(PRECISION) < 0, offset::toString);
  }

  /** The server stamps the answer in the middle of the round trip. */
  private void answers(Duration roundTrip) {
    HttpRequest request = request();
    clock.consumer((value, body) -> {}, request);
    passes(roundTrip.dividedBy(2));
    var headers = date(serverTime);
    passes(roundTrip.minus(roundTrip.dividedBy(2)));
    clock.after(request, new Answer(200, headers), (value, body) -> {});
  }

  private void answers(int code, Map<String, List<String>> headers) {
    HttpRequest request = request();
    clock.consumer((value, body) -> {}, request);
    clock.after(request, new Answer(code, headers), (value, body) -> {});
  }

  private void passes(Duration time) {
    serverTime = serverTime.plus(time);
    localTime = localTime.plus(time);
    nanos += time.toNanos();
  }

  private static Map<String, List<String>> date(Instant time) {
    return Map.of(
        "Date",
        List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))));
  }

  private static HttpRequest request() {
    return new StandardHttpRequest(Map.of(), URI.create("https://server/api/v1/pods"), "GET", "");
  }

  private static final class Answer extends StandardHttpHeaders implements HttpResponse<String> {
    private final int code;

    Answer(int code, Map<String, List<String>> headers) {
      super(headers);
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }

    @Override
    public String body() {
      return "";
    }

    @Override
    public HttpRequest request() {
      return ApiServerClockTest.request();
    }

    @Override
    public Optional<HttpResponse<?>> previousResponse() {
      return Optional.empty();
    }
  }
}
