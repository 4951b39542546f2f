package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.IssuerMain;
import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.keys.jose.TokenSigner;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final GeneratedKey key =
      SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());
  private final PublicJwk published = PublicJwk.parse(key.publicJwk());
  private final Checks checks = new Checks(InstantSource.fixed(NOW));

  @Test
  void takesTokensThatVerify() {
    checks.tokens("issuer", List.of(token(key, "one"), token(key, "two")), published);

    assertEquals(List.of(), problems());
  }

  @Test
  void findsATokenOfAnotherKey() {
    checks.tokens(
        "issuer",
        List.of(token(SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom()), "one")),
        published);

    assertEquals(List.of("issuer: a token is refused: UNKNOWN_KEY"), problems());
  }

  @Test
  void findsTheSameTokenGivenTwice() {
    checks.tokens("issuer", List.of(token(key, "one"), token(key, "one")), published);

    assertEquals(List.of("issuer: two tokens with one jti"), problems());
  }

  @Test
  void findsAServerThatRefuses() {
    IssuerFiles files = new IssuerFiles(new SecureRandom());
    try (WorkDirectory directory = WorkDirectory.create()) {
      files.writeTo(directory.path(), Instant.now());
      try (ServerProcess server =
          ServerProcess.start(ServerRuntime.nativeCrypto(), IssuerMain.class, directory.path())) {
        server.awaitAnswer(files.requests().getFirst());

        Load.Outcome outcome =
            new Load(server, List.of(Request.withKey("jg_wrong"))).saturate(Duration.ofMillis(50));
        checks.answers("issuer", outcome);

        assertEquals(0, outcome.ok());
        assertTrue(outcome.notOk() > 0);
        assertEquals(
            List.of("issuer: 0 answers with status 200, %d others".formatted(outcome.notOk())),
            problems());
      }
    }
  }

  @Test
  void aProgramWithAProblemEndsWithAnError() {
    checks.that(false, "right");

    assertEquals(1, checks.report(List.of()).print(nowhere(), Pace.QUICK));
  }

  private List<String> problems() {
    return checks.report(List.of()).problems();
  }

  private static PrintStream nowhere() {
    return new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }

  private static String token(GeneratedKey key, String jti) {
    return new TokenSigner(PrivateJwk.parse(key.privateJwk()), ActiveKey.TYP, Optional.empty())
        .sign(Map.of("exp", NOW.getEpochSecond() + 60, "jti", jti));
  }
}
