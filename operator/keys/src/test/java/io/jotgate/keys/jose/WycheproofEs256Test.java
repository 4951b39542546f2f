package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every ECDSA P-256 vector of Project Wycheproof (C2SP/wycheproof, Apache-2.0), none waived. */
class WycheproofEs256Test {
  private static final String VECTORS = "/wycheproof/ecdsa_secp256r1_sha256_p1363_test.json";

  @Test
  void acceptsAndRefusesWhatTheVectorsSay() throws IOException, ParseException {
    int checked = 0;
    for (Map<?, ?> group : objects(read(), "testGroups")) {
      PublicJwk key = key(group);
      for (Map<?, ?> test : objects(group, "tests")) {
        byte[] message = HexFormat.of().parseHex(String.valueOf(test.get("msg")));
        byte[] signature = HexFormat.of().parseHex(String.valueOf(test.get("sig")));
        boolean verifies = Es256Signatures.verifies(key.publicKey(), message, signature);
        assertEquals(
            "valid".equals(test.get("result")),
            verifies,
            "tcId " + test.get("tcId") + ": " + test.get("comment"));
        checked++;
      }
    }
    assertEquals(262, checked);
  }

  private static Map<String, Object> read() throws IOException, ParseException {
    try (InputStream in = WycheproofEs256Test.class.getResourceAsStream(VECTORS)) {
      assertNotNull(in, VECTORS);
      return JSONObjectUtils.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static PublicJwk key(Map<?, ?> group) {
    Map<?, ?> point = (Map<?, ?>) group.get("publicKey");
    assertNotNull(point);
    return PublicJwk.parse(
        "{\"alg\":\"ES256\",\"crv\":\"P-256\",\"kid\":\"none\",\"kty\":\"EC\",\"use\":\"sig\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(coordinate(point.get("wx")), coordinate(point.get("wy"))));
  }

  /** The vectors write a number, a JWK 32 bytes. */
  private static String coordinate(@Nullable Object hex) {
    String digits = String.valueOf(hex).replaceFirst("^0+", "");
    byte[] bytes = HexFormat.of().parseHex("0".repeat(64 - digits.length()) + digits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static List<Map<?, ?>> objects(Map<?, ?> parent, String name) {
    List<?> entries = (List<?>) parent.get(name);
    assertNotNull(entries, name);
    return entries.stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
  }
}
