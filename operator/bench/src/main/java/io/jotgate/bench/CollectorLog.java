package io.jotgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a garbage collector has logged ({@code -Xlog:gc}).
 *
 * @param mostMib largest heap before a collection
 * @param mostKeptMib largest heap after one
 * @param longestMillis longest pause
 * @param pauses how many
 */
record CollectorLog(long mostMib, long mostKeptMib, double longestMillis, long pauses) {
  private static final Pattern PAUSE =
      Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");

  /** The option that writes such a log. */
  static String option(Path file) {
    return "-Xlog:gc:file=" + file + "::filecount=0";
  }

  static CollectorLog read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return of(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CollectorLog of(Stream<String> lines) {
    return lines
        .map(PAUSE::matcher)
        .filter(Matcher::find)
        .map(
            pause ->
                new CollectorLog(
                    Long.parseLong(pause.group(1)),
                    Long.parseLong(pause.group(2)),
                    Double.parseDouble(pause.group(3)),
                    1))
        .reduce(new CollectorLog(0, 0, 0, 0), CollectorLog::and);
  }

  private CollectorLog and(CollectorLog other) {
    return new CollectorLog(
        Math.max(mostMib, other.mostMib),
        Math.max(mostKeptMib, other.mostKeptMib),
        Math.max(longestMillis, other.longestMillis),
        pauses + other.pauses);
  }
}
