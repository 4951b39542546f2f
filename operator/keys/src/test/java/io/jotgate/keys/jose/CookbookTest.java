package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.jotgate.keys.jose.Cookbook.Example;
import io.jotgate.testing.proof.ProofForm;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * RFC 7520 section 4 and RFC 8037 appendix A.4 both ways: what the books sign verifies here, and
 * what is signed here is what the books say or verifies by nimbus (ietf-jose/cookbook, public
 * domain).
 */
class CookbookTest {
  private static final List<String> PRIVATE_KEYS =
      List.of("3_2.ec_private_key", "3_4.rsa_private_key");
  private static final Set<String> ONE_SIGNATURE = Set.of("RS256", "HS256", "EdDSA");

  private final List<Example> examples = Cookbook.signatures();

  @Test
  void everySignatureOfTheBooksVerifiesAndWithOneBitChangedDoesNot() {
    for (Example example : examples) {
      byte[] signature = example.signature();
      assertTrue(example.key().verifies(example.input(), signature), example.name());

      signature[signature.length - 1] ^= 1;
      assertFalse(example.key().verifies(example.input(), signature), example.name());
    }
    ProofForm.report(
        List.of("RFC 7520 and 8037: %d of 11 signatures verify".formatted(examples.size())));
    assertEquals(11, examples.size());
  }

  @Test
  void whereAMessageHasOneSignatureOursIsThatOfTheBook() throws GeneralSecurityException {
    List<Example> reproducible =
        examples.stream().filter(example -> ONE_SIGNATURE.contains(example.alg())).toList();
    for (Example example : reproducible) {
      assertArrayEquals(example.signature(), sign(example), example.name());
    }
    ProofForm.report(
        List.of(
            "RFC 7520 and 8037: %d of 8 signatures made again, byte for byte"
                .formatted(reproducible.size())));
    assertEquals(8, reproducible.size());
  }

  @Test
  void whereItHasManyAnotherImplementationVerifiesOurs()
      throws GeneralSecurityException, JOSEException, ParseException {
    int verified = 0;
    for (Example example : examples) {
      if (!ONE_SIGNATURE.contains(example.alg())) {
        JWSHeader header = JWSHeader.parse(Map.of("alg", example.alg()));
        JWSVerifier nimbus =
            new DefaultJWSVerifierFactory()
                .createJWSVerifier(header, ((PublicJwk) example.key()).publicKey());
        assertTrue(
            nimbus.verify(header, example.input(), Base64URL.encode(sign(example))),
            example.name());
        verified++;
      }
    }
    ProofForm.report(
        List.of("RFC 7520: %d of 3 signatures of ours verify by nimbus".formatted(verified)));
    assertEquals(3, verified);
  }

  @Test
  void theCompactTokensOfTheBookAreAcceptedAndEveryOtherFormIsRefused() {
    int accepted = 0;
    int refused = 0;
    for (Example example : examples) {
      for (Map.Entry<String, String> form : example.forms().entrySet()) {
        boolean compact = form.getKey().equals("compact") && !example.isDetached();
        boolean accepts = accepts(example, form.getValue());
        assertEquals(compact && example.hasKid(), accepts, example.name() + " " + form.getKey());
        accepted += accepts ? 1 : 0;
        refused += accepts ? 0 : 1;
      }
    }
    ProofForm.report(
        List.of(
            "RFC 7520 and 8037: %d compact tokens with a kid accepted, %d detached, JSON or without kid refused"
                .formatted(accepted, refused)));
    assertEquals(4, accepted);
    assertTrue(refused > 0);
  }

  @Test
  void aTokenWhosePayloadIsNotEncodedIsRefused() {
    Map<String, Object> book = Vectors.read("/jose-cookbook/rfc7797.hmac-sha2_b64_false.json");

    assertTrue(CompactJws.parse(Vectors.text(Vectors.object(book, "output"), "compact")).isEmpty());
  }

  @Test
  void thePublicKeysOfTheBookAreReadOnceTheyHaveAnAlgAndThePrivateOnesNever() {
    assertEquals("ES512", read("3_1.ec_public_key", "ES512").getFirst().alg());
    assertEquals("RS256", read("3_3.rsa_public_key", "RS256").getFirst().alg());
    assertEquals("HS256", read("3_5.symmetric_key_mac_computation", "HS256").getFirst().alg());
    assertRefused(InvalidJwkException.Reason.USE, "3_6.symmetric_key_encryption", "A256GCM");
    for (String name : PRIVATE_KEYS) {
      assertRefused(InvalidJwkException.Reason.MEMBERS, name, "ES512");
    }
  }

  private static void assertRefused(InvalidJwkException.Reason reason, String name, String alg) {
    assertEquals(
        reason, assertThrows(InvalidJwkException.class, () -> read(name, alg)).reason(), name);
  }

  private static List<VerificationKey> read(String name, String alg) {
    Map<String, Object> key = new TreeMap<>(Vectors.read("/jose-cookbook/" + name + ".json"));
    key.put("alg", alg);
    return JwkSets.parseForeignOrSecret(JSONObjectUtils.toJSONString(Map.of("keys", List.of(key))));
  }

  private static boolean accepts(Example example, String token) {
    TrustedKeys trusted = new TrustedKeys(List.of(example.key()));
    return CompactJws.parse(token).filter(jws -> trusted.refusal(jws).isEmpty()).isPresent();
  }

  private static byte[] sign(Example example) throws GeneralSecurityException {
    return switch (example.key()) {
      case SecretJwk secret -> secret.mac(example.input());
      case PublicJwk known -> {
        Signature signature = example.privateKey().signature(Optional.empty());
        signature.update(example.input());
        yield signature.sign();
      }
    };
  }
}
