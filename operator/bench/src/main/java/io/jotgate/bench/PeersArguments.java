package io.jotgate.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the comparison with other issuers.
 *
 * @param pace {@code --quick}, or in full
 * @param only {@code --peers=a,b}: these peers only, by name of directory; empty: all
 * @param document {@code --write=FILE}: the tables also go between its marks
 */
record PeersArguments(Pace pace, Set<String> only, Optional<Path> document) {
  private static final String PEERS = "--peers=";
  private static final String WRITE = "--write=";

  PeersArguments {
    only = Set.copyOf(only);
  }

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException for an unknown one
   */
  static PeersArguments parse(String... arguments) {
    List<String> rest = new ArrayList<>();
    Set<String> only = Set.of();
    @Nullable Path document = null;
    for (String argument : arguments) {
      if (argument.startsWith(PEERS)) {
        only = Set.of(argument.substring(PEERS.length()).split(",", -1));
      } else if (argument.startsWith(WRITE)) {
        document = Path.of(argument.substring(WRITE.length()));
      } else {
        rest.add(argument);
      }
    }
    Pace pace = Pace.of(rest.toArray(String[]::new));
    if (pace.quick() && document != null) {
      throw new IllegalArgumentException("the numbers of --quick mean nothing: they go nowhere");
    }
    return new PeersArguments(pace, only, Optional.ofNullable(document));
  }

  /** Whether a peer is to take part. */
  boolean wants(Peer peer) {
    return only.isEmpty() || only.contains(String.valueOf(peer.sources().getFileName()));
  }
}
