package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The signatures of RFC 7520 sections 4.1 to 4.8 and of RFC 8037 appendix A.4. */
final class Cookbook {
  private Cookbook() {}

  /**
   * One signature.
   *
   * @param name chapter and place in it
   * @param alg how it was made
   * @param jwk the key that made it, private half and all
   * @param inputText what was signed
   * @param encoded the signature
   * @param forms the tokens that the chapter writes with it, by the name of their form
   */
  record Example(
      String name,
      String alg,
      Map<String, String> jwk,
      String inputText,
      String encoded,
      Map<String, String> forms) {

    byte[] input() {
      return inputText.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] signature() {
      return StrictBase64Url.decode(encoded).orElseThrow();
    }

    boolean isDetached() {
      return forms.getOrDefault("compact", "").contains("..");
    }

    /**
     * Whether the signed header has one: some chapters keep it outside, and the RFC 8037 has none.
     */
    boolean hasKid() {
      return CompactJws.parse(inputText + "." + encoded).filter(jws -> jws.has("kid")).isPresent();
    }

    /** The key to verify with, with the members that our keys have besides. */
    VerificationKey key() {
      return jwk.containsKey("k")
          ? JwkSets.parseForeignOrSecret(JSONObjectUtils.toJSONString(Map.of("keys", List.of(jwk))))
              .getFirst()
          : privateKey().toPublic();
    }

    PrivateJwk privateKey() {
      Map<String, String> numbers = new TreeMap<>(jwk);
      numbers.keySet().removeAll(List.of("alg", "kid", "use"));
      return PrivateJwk.parse(
          JwkText.of(KeyTypes.of(alg).orElseThrow(), jwk.getOrDefault("kid", "nobody"), numbers));
    }
  }

  static List<Example> signatures() {
    return Stream.of(
            "4_1.rsa_v15_signature",
            "4_2.rsa-pss_signature",
            "4_3.ecdsa_signature",
            "4_4.hmac-sha2_integrity_protection",
            "4_5.signature_with_detached_content",
            "4_6.protecting_specific_header_fields",
            "4_7.protecting_content_only",
            "4_8.multiple_signatures",
            "curve25519.ed25519_signature")
        .flatMap(chapter -> of(chapter).stream())
        .toList();
  }

  private static List<Example> of(String chapter) {
    Map<String, Object> book = Vectors.read("/jose-cookbook/" + chapter + ".json");
    Map<?, ?> input = Vectors.object(book, "input");
    List<?> keys = list(input.get("key"));
    List<?> algs = list(input.get("alg"));
    List<?> signings = list(book.get("signing"));
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < signings.size(); i++) {
      Map<?, ?> signing = (Map<?, ?>) signings.get(i);
      examples.add(
          new Example(
              chapter + " " + (i + 1),
              String.valueOf(algs.get(i)),
              strings((Map<?, ?>) keys.get(i)),
              Vectors.text(signing, "sig-input"),
              Vectors.text(signing, "sig"),
              i == 0 ? strings(Vectors.object(book, "output")) : Map.of()));
    }
    return examples;
  }

  private static List<?> list(@Nullable Object value) {
    assertNotNull(value);
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** Members as strings; what is not one, as JSON. */
  private static Map<String, String> strings(Map<?, ?> members) {
    Map<String, String> strings = new TreeMap<>();
    members.forEach(
        (name, value) ->
            strings.put(
                String.valueOf(name),
                value instanceof Map<?, ?> object
                    ? JSONObjectUtils.toJSONString(StrictJson.withNames(object))
                    : String.valueOf(value)));
    return strings;
  }
}
