package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeersArgumentsTest {
  @Test
  void withoutAnyAllPeersAreMeasuredInFull() {
    assertEquals(new PeersArguments(Pace.FULL, Set.of(), Optional.empty()), PeersArguments.parse());
  }

  @Test
  void theyNamePeersAndADocument() {
    assertEquals(
        new PeersArguments(Pace.FULL, Set.of("node", "spring"), Optional.of(Path.of("docs/a.md"))),
        PeersArguments.parse("--peers=node,spring", "--write=docs/a.md"));
  }

  @Test
  void whatIsUnknownOrMeansNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PeersArguments.parse("--fast"));
    assertThrows(
        IllegalArgumentException.class, () -> PeersArguments.parse("--quick", "--write=a.md"));
  }
}
