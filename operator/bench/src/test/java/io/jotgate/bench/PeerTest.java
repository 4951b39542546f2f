package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTest {
  private static final Path SOURCES = Path.of("peers", "some");
  private static final String TEXT =
      """
      name = Some
      token = /token
      jwks = /keys
      ready = /ready
      form = grant_type=client_credentials&scope=a%3Ab
      compiles = true
      variants = plain fast
      plain.title = as shipped
      plain.algorithm = ES256
      fast.title = faster
      fast.algorithm = RS256
      fast.environment = A=b  C=d=e
      """;

  @Test
  void isReadFromItsDescription() {
    assertEquals(
        new Peer(
            "Some",
            SOURCES,
            "/token",
            "/keys",
            "/ready",
            "grant_type=client_credentials&scope=a%3Ab",
            false,
            false,
            true,
            List.of(
                new Peer.Variant("as shipped", "ES256", Map.of()),
                new Peer.Variant("faster", "RS256", Map.of("A", "b", "C", "d=e")))),
        Peer.parse(SOURCES, TEXT));
  }

  @Test
  void anEntryThatIsMissingIsNamed() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Peer.parse(SOURCES, TEXT.replace("fast.title", "fast.name")));

    assertEquals("peers/some/peer.properties has no entry fast.title", refused.getMessage());
  }

  @Test
  void everyPeerOfThisTreeCanBeBuiltAndStarted() {
    List<Peer> peers = Peer.in(Path.of("peers"));

    assertFalse(peers.isEmpty());
    for (Peer peer : peers) {
      assertTrue(Files.isExecutable(peer.sources().resolve("build")), peer.name());
      assertTrue(Files.isExecutable(peer.sources().resolve("run")), peer.name());
    }
    assertTrue(peers.stream().anyMatch(Peer::quick), "one that --quick can take");
  }
}
