package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.jose.GeneratedKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A change of the algorithm is a rotation like any other. */
class AlgorithmChangeTest {
  private RunningIssuer issuer;

  @BeforeEach
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.in(directory);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @ParameterizedTest
  @MethodSource("io.jotgate.keys.jose.SigningKeys#algs")
  void tokensOfTheOldAlgorithmStayValidWhileTheNewOneSigns(String alg) {
    Tokens.Issued old = Tokens.issue(issuer);
    GeneratedKey next = Keys.generate(alg);
    KeyRing prepared =
        Keys.preparedIn(
            Keys.signingWith(issuer.firstKey, RunningIssuer.NOW),
            KeySlot.B,
            next,
            RunningIssuer.NOW);

    publish(Keys.activated(prepared, RunningIssuer.NOW), next);
    Tokens.Issued fresh = Tokens.issue(issuer);

    assertEquals(next.kid(), fresh.kid());
    assertEquals(
        "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"at+jwt\"}".formatted(alg, next.kid()),
        header(fresh));
    assertEquals(issuer.firstKey.kid(), Tokens.verify(issuer, old.token()).kid());
    String metadata = issuer.send(issuer.to("/.well-known/openid-configuration").GET()).body();
    String algs = alg.equals("ES256") ? "\"ES256\"" : "\"ES256\",\"" + alg + "\"";
    assertTrue(metadata.contains("signing_alg_values_supported\":[" + algs + "]"), metadata);
  }

  private void publish(KeyRing ring, GeneratedKey signing) {
    issuer
        .mount
        .with("ring.json", Keys.ring(ring))
        .with("signing-b.json", Keys.slot(signing))
        .publish();
    await().until(() -> signing.kid().equals(issuer.state().activeKid()));
  }

  private static String header(Tokens.Issued issued) {
    String encoded = issued.token().substring(0, issued.token().indexOf('.'));
    return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
