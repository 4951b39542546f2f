package io.jotgate.keys;

import java.util.List;
import java.util.stream.Stream;

/** Ids of the requests that had their effect, newest last. */
final class HandledRequests {
  private HandledRequests() {}

  /**
   * With one more. The newest of each kind stay: what is asked for now is among them, whatever else
   * was asked for since.
   */
  static List<String> with(List<String> handled, String id) {
    List<String> sameKind =
        handled.stream().filter(h -> revokes(h) == revokes(id) && !h.equals(id)).toList();
    int most = KeyRing.MAX_HANDLED_OF_A_KIND - 1;
    List<String> forgotten = sameKind.subList(0, Math.max(0, sameKind.size() - most));
    return Stream.concat(
            handled.stream().filter(h -> !h.equals(id) && !forgotten.contains(h)), Stream.of(id))
        .toList();
  }

  private static boolean revokes(String id) {
    return id.startsWith(RevokeRequest.ID_PREFIX);
  }
}
