package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewcomersTest {
  private final Newcomers<Integer> newcomers = new Newcomers<>();

  @Test
  void theOldestGivesWay() {
    newcomers.add(1, "a");
    newcomers.add(2, "b");
    newcomers.add(3, "b");

    assertEquals(Optional.of(1), newcomers.takeOldest());
    assertEquals(Optional.of(2), newcomers.takeOldest());
    assertEquals(Optional.of(3), newcomers.takeOldest());
    assertEquals(Optional.empty(), newcomers.takeOldest());
  }

  @Test
  void theOldestOfASourceGivesWayToItsNeighbours() {
    newcomers.add(1, "a");
    newcomers.add(2, "b");
    newcomers.add(3, "b");

    assertEquals(Optional.of(2), newcomers.takeOldest("b"));
    assertEquals(Optional.empty(), newcomers.takeOldest("c"));
    assertEquals(Optional.of(1), newcomers.takeOldest());
  }

  @Test
  void whoHasHadAnAnswerIsNoNewcomer() {
    newcomers.add(1, "a");
    newcomers.add(2, "a");
    newcomers.remove(1);
    newcomers.remove(1);

    assertEquals(Optional.of(2), newcomers.takeOldest("a"));
    assertEquals(Optional.empty(), newcomers.takeOldest("a"));
  }

  @Test
  void itRemembersNobodyWhoHasGone() {
    Random random = new Random(5);
    List<Integer> present = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (present.isEmpty() || random.nextInt(3) > 0) {
        newcomers.add(i, "source-" + i % 7);
        present.add(i);
      } else if (random.nextBoolean()) {
        int gone = random.nextInt(present.size());
        newcomers.remove(present.get(gone));
        present.remove(/* index */ gone);
      } else {
        assertEquals(Optional.of(present.removeFirst()), newcomers.takeOldest());
      }
      assertEquals(present.size(), newcomers.size());
      assertEquals(present.stream().map(each -> each % 7).distinct().count(), newcomers.sources());
      if (present.size() > 50) {
        present.forEach(newcomers::remove);
        present.clear();
      }
    }
  }
}
