package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.issuer.ConnectionCounts.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectionCountsTest {
  private final ConnectionCounts counts =
      new ConnectionCounts(new ConnectionLimits(3, 2, Duration.ofSeconds(1)));

  @Test
  void oneSourceCannotTakeThePlacesOfOthers() {
    assertEquals(Admission.ADMITTED, counts.admit("a"));
    assertEquals(Admission.ADMITTED, counts.admit("a"));
    assertEquals(Admission.SOURCE, counts.admit("a"));
    assertEquals(Admission.ADMITTED, counts.admit("b"));
  }

  @Test
  void aProxySpeaksForMany() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Admission.ADMITTED, counts.admitProxy("proxy"));
    }
    assertEquals(Admission.TOTAL, counts.admitProxy("proxy"));
  }

  @Test
  void allTogetherHaveALimitToo() {
    counts.admit("a");
    counts.admit("b");
    counts.admit("c");

    assertEquals(Admission.TOTAL, counts.admit("d"));
  }

  @Test
  void aPlaceIsFreeWhenItsConnectionHasEnded() {
    counts.admit("a");
    counts.admit("a");
    counts.release("a");

    assertEquals(Admission.ADMITTED, counts.admit("a"));
    assertEquals(Admission.SOURCE, counts.admit("a"));
  }

  @Test
  void itRemembersNobodyWhoHasGone() {
    Random random = new Random(7);
    List<String> open = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      String source = "source-" + random.nextInt(1000);
      if (!open.isEmpty() && random.nextBoolean()) {
        counts.release(open.remove(random.nextInt(open.size())));
      } else if (counts.admit(source) == Admission.ADMITTED) {
        open.add(source);
      }
      Map<String, Integer> expected = new HashMap<>();
      open.forEach(each -> expected.merge(each, 1, Integer::sum));
      assertEquals(open.size(), counts.total());
      assertEquals(expected.size(), counts.sources());
    }
  }
}
