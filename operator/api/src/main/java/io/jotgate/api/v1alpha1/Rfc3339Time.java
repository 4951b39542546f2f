package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An instant as RFC 3339 writes it, such as {@code 2026-01-31T00:00:00Z}.
 *
 * <p>The text is kept as the user wrote it, so a resource that is read and written back does not
 * change. Never throws: an unparsable text has no {@link #toInstant() instant}.
 */
public record Rfc3339Time(@JsonValue String text) {
  /** What the schema accepts: date and time to the second, with an offset. */
  public static final String PATTERN =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$";

  /** Keeps the text exactly as it was written. */
  @JsonCreator
  public Rfc3339Time {}

  /** The instant, or empty when the text is none. */
  public Optional<Instant> toInstant() {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
