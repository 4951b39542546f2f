package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.keys.jose.Verification.Verified;
import io.jotgate.testing.forgery.TokenKey;
import io.jotgate.testing.json.JsonTestSuite;
import io.jotgate.testing.json.JsonTestSuite.Case;
import io.jotgate.testing.json.JsonTestSuite.Expectation;
import io.jotgate.testing.proof.ProofForm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every text of JSONTestSuite through the one reader of tokens, JWKs and JWK sets. */
class JsonTestSuiteTest {
  /** RFC 8259 section 4 only says that names should differ; two readers can read two values. */
  private static final Set<String> REFUSED_THOUGH_JSON =
      Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

  /** Numbers that a double rounds or an integer of any size holds. All else is refused. */
  private static final Set<String> ACCEPTED_BY_CHOICE =
      Set.of(
          "i_number_double_huge_neg_exp.json",
          "i_number_real_underflow.json",
          "i_number_too_big_neg_int.json",
          "i_number_too_big_pos_int.json",
          "i_number_very_big_negative_int.json");

  private static final int LIMIT = 1_000_000;

  private final List<Case> cases = JsonTestSuite.cases();

  @Test
  void acceptsWhatIsJsonAndRefusesWhatIsNot() {
    Set<String> differing = new TreeSet<>();
    Set<String> accepted = new TreeSet<>();
    for (Case one : cases) {
      boolean reads = StrictJson.object(one.asMember(), LIMIT).isPresent();
      if (one.expectation() == Expectation.EITHER) {
        if (reads) {
          accepted.add(one.name());
        }
      } else if (reads != (one.expectation() == Expectation.ACCEPT)) {
        differing.add(one.name());
      }
    }
    report(differing, accepted);
    assertEquals(new TreeSet<>(REFUSED_THOUGH_JSON), differing);
    assertEquals(new TreeSet<>(ACCEPTED_BY_CHOICE), accepted);
  }

  @Test
  void noTextOfTheSuiteIsAnObjectUnlessItShouldBe() {
    for (Case one : cases) {
      boolean isObject =
          one.expectation() == Expectation.ACCEPT
              && one.octets().startsWith("{")
              && !REFUSED_THOUGH_JSON.contains(one.name());

      assertEquals(isObject, StrictJson.object(one.bytes(), LIMIT).isPresent(), one.name());
    }
  }

  @Test
  void aSignedTokenWithSuchAClaimIsReadByTheSameRules() {
    TokenKey key = TokenKey.generate("ES256", "k", new SecureRandom());
    TokenVerifier verifier = new TokenVerifier(List.of(PublicJwk.parse(key.publicJwk())), "at+jwt");
    String header = "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"at+jwt\"}";
    for (Case one : cases) {
      String claims = "{\"exp\":2000000000,\"value\":" + one.octets() + "}";
      Verification found =
          verifier.verify(
              key.token(header, claims.getBytes(StandardCharsets.ISO_8859_1)),
              Instant.ofEpochSecond(1_900_000_000),
              Duration.ZERO);
      boolean reads = StrictJson.object(one.asMember(), LIMIT).isPresent();

      assertEquals(reads, found instanceof Verified, one.name());
    }
  }

  @Test
  void aJwkSetWithSuchAMemberIsReadByTheSameRules() {
    String jwk = FreshKeys.of("ES256").publicJwk();
    for (Case one : cases) {
      String text = new String(one.bytes(), StandardCharsets.UTF_8);
      String set = "{\"keys\":[{\"more\":" + text + "," + jwk.substring(1) + "]}";
      boolean reads = StrictJson.object("{\"value\":" + text + "}", LIMIT).isPresent();

      assertEquals(reads, isSet(set), one.name());
    }
  }

  private static boolean isSet(String text) {
    try {
      return JwkSets.parseForeign(text).size() == 1;
    } catch (InvalidJwkException e) {
      return false;
    }
  }

  private void report(Set<String> differing, Set<String> accepted) {
    long judged = cases.stream().filter(one -> one.expectation() != Expectation.EITHER).count();
    ProofForm.report(
        List.of(
            "JSONTestSuite: %d of %d as the suite says, %d refused by our rule of unique names"
                .formatted(judged - differing.size(), judged, differing.size()),
            "JSONTestSuite: of %d texts that readers may decide about, %d accepted and %d refused"
                .formatted(
                    cases.size() - judged,
                    accepted.size(),
                    cases.size() - judged - accepted.size())));
  }
}
