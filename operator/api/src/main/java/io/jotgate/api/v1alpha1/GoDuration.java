package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time in the notation of Go and of the Kubernetes API, such as {@code 5m} or {@code
 * 1h30m}.
 *
 * <p>The text is kept as the user wrote it ("5m" stays "5m"), so a resource that is read and
 * written back does not change. Never throws: an unparsable text has no {@link #toDuration()
 * length}.
 */
public record GoDuration(@JsonValue String text) {
  /**
   * What the schema accepts: whole hours, minutes and seconds in this order, at least one of them.
   */
  public static final String PATTERN =
      "^(0s|[1-9][0-9]{0,5}h([1-9][0-9]{0,5}m)?([1-9][0-9]{0,5}s)?|[1-9][0-9]{0,5}m([1-9][0-9]{0,5}s)?|[1-9][0-9]{0,5}s)$";

  private static final Pattern PARTS =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  /** Keeps the text exactly as it was written. */
  @JsonCreator
  public GoDuration {}

  /** The length of time, or empty when the text is not a duration that the schema accepts. */
  public Optional<Duration> toDuration() {
    Matcher parts = PARTS.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofHours(number(parts.group(1)))
            .plusMinutes(number(parts.group(2)))
            .plusSeconds(number(parts.group(3))));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  @Override
  public String toString() {
    return text;
  }
}
