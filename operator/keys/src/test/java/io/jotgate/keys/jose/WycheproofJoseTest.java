package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.jotgate.testing.proof.ProofForm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The JOSE vectors of Project Wycheproof (C2SP/wycheproof, Apache-2.0) as a whole: their keys as
 * JWK sets, their tokens by those keys.
 */
class WycheproofJoseTest {
  /** Vectors that are wrong themselves. Nothing is added to this list without a reason as good. */
  private static final Map<Integer, String> DEFECTIVE =
      new TreeMap<>(
          Map.of(
              346, "a token of PS384 under a key for PS256",
              347, "the key's alg is ES521, which does not exist",
              350, "a token of PS384 under a key for PS256",
              351, "the key's alg is ES521, which does not exist",
              367, "called invalid, and byte for byte the valid 357",
              370, "called invalid, and byte for byte the valid 357",
              372, "called valid with a question mark in the base64url of its header",
              373, "called valid with a question mark in the base64url of its payload"));

  @Test
  void everySoundVectorOfSignaturesIsAnsweredAsItSays() {
    Answers answers = answers("json_web_signature_test", "jws");

    print("JWS", answers, DEFECTIVE.size());
    DEFECTIVE.forEach((id, why) -> System.out.println("  left out: tcId " + id + ", " + why));
    assertEquals(401, answers.asked());
    assertEquals(DEFECTIVE.keySet(), answers.wrong());
  }

  @Test
  void everyVectorOfKeysIsAnsweredAsItSays() {
    Answers answers = answers("json_web_key_test", "jws");

    print("JWK", answers, 0);
    assertEquals(26, answers.asked());
    assertEquals(Set.of(), answers.wrong());
  }

  @Test
  void everyVectorOfCryptographyThatSignsIsAnsweredAsItSays() {
    Answers answers = answers("json_web_crypto_test", "jws");

    print("JOSE", answers, 0);
    assertEquals(49, answers.asked());
    assertEquals(Set.of(), answers.wrong());
  }

  @Test
  void encryptedTokensOfTheSameFileAreNoSignedOnes() {
    int encrypted = 0;
    for (Map<?, ?> group : groups("json_web_crypto_test")) {
      for (Map<?, ?> test : Vectors.objects(group, "tests")) {
        if (test.containsKey("jwe")) {
          encrypted++;
          assertEquals(false, accepts(keys(group), Vectors.text(test, "jwe")), "" + test);
        }
      }
    }
    assertEquals(34, encrypted);
  }

  /** How many were asked, and which answers are not those of the vectors. */
  private record Answers(int asked, Set<Integer> wrong) {}

  private static Answers answers(String file, String member) {
    int asked = 0;
    Set<Integer> wrong = new TreeSet<>();
    for (Map<?, ?> group : groups(file)) {
      for (Map<?, ?> test : Vectors.objects(group, "tests")) {
        if (test.containsKey(member)) {
          asked++;
          boolean valid = "valid".equals(test.get("result"));
          if (valid != accepts(keys(group), Vectors.text(test, member))) {
            wrong.add(Integer.valueOf(Vectors.text(test, "tcId")));
          }
        }
      }
    }
    return new Answers(asked, wrong);
  }

  private static List<Map<?, ?>> groups(String file) {
    return Vectors.objects(Vectors.read("/wycheproof/" + file + ".json"), "testGroups");
  }

  /** The keys to verify with, as the text of a JWK set. */
  private static String keys(Map<?, ?> group) {
    Map<?, ?> keys = Vectors.object(group, group.get("public") == null ? "private" : "public");
    Map<String, Object> set = new TreeMap<>();
    set.put("keys", keys.containsKey("keys") ? keys.get("keys") : List.of(keys));
    return JSONObjectUtils.toJSONString(set);
  }

  private static boolean accepts(String keys, String token) {
    try {
      TrustedKeys trusted = new TrustedKeys(JwkSets.parseForeignOrSecret(keys));
      return CompactJws.parse(token).filter(jws -> trusted.refusal(jws).isEmpty()).isPresent();
    } catch (InvalidJwkException e) {
      return false;
    }
  }

  private static void print(String what, Answers answers, int defective) {
    ProofForm.report(
        List.of(
            "Wycheproof %s: %d of %d, %d defective vectors left out"
                .formatted(
                    what,
                    answers.asked() - answers.wrong().size(),
                    answers.asked() - defective,
                    defective)));
  }
}
