package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program does the work that it measures. How long that takes is nobody's business here. */
class ProgramsTest {
  static Stream<Named<Function<Pace, Report>>> programs() {
    return Stream.of(
        Named.of("crowd", CrowdBench::run),
        Named.of("peers", PeersBench::run),
        Named.of("policy", PolicyBench::run),
        Named.of("rotation", RotationBench::run),
        Named.of("start", StartBench::run),
        Named.of("timing", TimingBench::run),
        Named.of("token", TokenBench::run));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void measuresWorkThatIsDone(Function<Pace, Report> program) {
    Report report = program.apply(Pace.QUICK);

    assertEquals(List.of(), report.problems());
    assertTrue(report.tables().size() >= 2);
    report.tables().forEach(table -> assertTrue(table.size() > 0, table::toString));
    assertTrue(report.checked().size() > 0);
    report.checked().forEach((what, count) -> assertTrue(count > 0, what));
  }
}
