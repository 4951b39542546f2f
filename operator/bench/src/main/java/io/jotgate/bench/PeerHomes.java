package io.jotgate.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Where {@code hack/bench-peers} has put the other issuers, and why one is missing: entries {@code
 * <directory> = <where it is>} and {@code <directory>.missing = <why>}.
 */
record PeerHomes(Properties entries) {
  /** File that {@code hack/bench-peers} has written. */
  static final String PROPERTY = "jotgate.bench.peerHomes";

  /** Directory with the descriptions of peers. */
  static final String SOURCES_PROPERTY = "jotgate.bench.peers";

  /** What the properties of this process name; nothing is there if they name nothing. */
  static PeerHomes ofThisProcess() {
    Properties entries = new Properties();
    String file = System.getProperty(PROPERTY);
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        entries.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new PeerHomes(entries);
  }

  Optional<Path> home(Peer peer) {
    return Optional.ofNullable(entries.getProperty(key(peer))).map(Path::of);
  }

  String whyMissing(Peer peer) {
    return entries.getProperty(
        key(peer) + ".missing", "not built: hack/bench-peers " + key(peer) + " builds it");
  }

  private static String key(Peer peer) {
    return String.valueOf(peer.sources().getFileName());
  }
}
