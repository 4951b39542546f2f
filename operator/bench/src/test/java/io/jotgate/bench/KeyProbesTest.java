package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyProbesTest {
  @Test
  void allClassesHaveAsManyRequestsOfTheSameLength() {
    ProbeSet set = KeyProbes.create(1);
    int requests = set.probes().getFirst().requests().size();
    for (Probe probe : set.probes()) {
      assertEquals(requests, probe.requests().size(), probe.name());
    }
    for (ProbeSet.Pair pair : set.same()) {
      for (int i = 0; i < requests; i++) {
        assertEquals(bytes(set, pair.one(), i).length, bytes(set, pair.other(), i).length);
      }
    }
  }

  @Test
  void theSameSeedAsksTheSame() {
    ProbeSet one = KeyProbes.create(7);
    ProbeSet other = KeyProbes.create(7);

    assertEquals(one.consumers(), other.consumers());
    assertArrayEquals(bytes(one, 2, 3), bytes(other, 2, 3));
  }

  @Test
  void everyRefusedClassIsComparedAndEveryDifferenceIsOfOneToUnknown() {
    ProbeSet set = KeyProbes.create(1);
    Set<Integer> compared = new HashSet<>();
    for (List<ProbeSet.Pair> pairs : List.of(set.same(), set.shown(), set.planted())) {
      pairs.forEach(pair -> compared.addAll(List.of(pair.one(), pair.other())));
    }

    assertEquals(set.probes().size(), compared.size());
    set.planted().forEach(pair -> assertEquals(0, pair.other()));
  }

  private static byte[] bytes(ProbeSet set, int probe, int request) {
    return set.probes().get(probe).requests().get(request).bytes();
  }
}
