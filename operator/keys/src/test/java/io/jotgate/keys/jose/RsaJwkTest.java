package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsaJwkTest {
  /** The key of RFC 7638 section 3.1. */
  private static final String RFC_N =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWK"
          + "RXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMic"
          + "AtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3"
          + "XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

  private static final String PUBLIC = publicText(RFC_N, "AQAB");

  @Test
  void theThumbprintIsThatOfRfc7638() {
    assertEquals(
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", PublicJwk.parse(PUBLIC).thumbprint());
  }

  @Test
  void refusesWhateverIsNotExactlyAPublicRsaKey() {
    List<UnaryOperator<String>> changes =
        List.of(
            jwk -> jwk.replace("\"RSA\"", "\"EC\""),
            jwk -> jwk.replace("RS256", "ES256"),
            jwk -> jwk.replace("RS256", "RS1"),
            jwk -> jwk.replace("RS256", "HS256"),
            jwk -> jwk.replace("RS256", "RSA-OAEP"),
            jwk -> jwk.replace("\"sig\"", "\"enc\""),
            jwk -> jwk.replace("{", "{\"d\":\"AQ\","),
            jwk -> jwk.replace("{", "{\"oth\":[],"),
            jwk -> jwk.replace("{", "{\"x5c\":[],"),
            jwk -> jwk.replace("\"e\":\"AQAB\",", ""),
            jwk -> jwk.replace("AQAB", "AAEAAQ"),
            jwk -> jwk.replace("AQAB", "AQAB="),
            jwk -> jwk.replace("AQAB", ""),
            jwk -> jwk.replace("\"AQAB\"", "65537"),
            jwk -> jwk.replace(RFC_N, "AA" + RFC_N.substring(2)),
            jwk -> jwk.replace(RFC_N, RFC_N + "=="),
            jwk -> jwk.replace(RFC_N, RFC_N.substring(4)));

    for (UnaryOperator<String> change : changes) {
      String changed = change.apply(PUBLIC);
      assertNotEquals(PUBLIC, changed);
      assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(changed), changed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 17, 257, 65_535, 65_536, 65_538})
  void refusesAnExponentThatIsSmallOrEven(long e) {
    String jwk = publicText(RFC_N, Numbers.shortest(BigInteger.valueOf(e)));

    assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(jwk));
  }

  @Test
  void acceptsAnExponentOf64BitsAndRefusesOneOf65() {
    BigInteger largest = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    BigInteger larger = BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE);

    assertEquals("RS256", PublicJwk.parse(publicText(RFC_N, Numbers.shortest(largest))).alg());
    assertThrows(
        InvalidJwkException.class,
        () -> PublicJwk.parse(publicText(RFC_N, Numbers.shortest(larger))));
  }

  @Test
  void refusesAModulusThatIsShortOrLongOrEven() {
    Random random = new Random(7);

    assertEquals("RS256", PublicJwk.parse(publicText(modulus(2048, random), "AQAB")).alg());
    assertEquals("RS256", PublicJwk.parse(publicText(modulus(4096, random), "AQAB")).alg());
    for (int bits : List.of(512, 1024, 2047, 8193)) {
      String jwk = publicText(modulus(bits, random), "AQAB");
      assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(jwk), bits + " bits");
    }
    String even = Numbers.shortest(BigInteger.ONE.shiftLeft(2047));
    assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(publicText(even, "AQAB")));
  }

  /** Each factor of such a modulus is a power of 65537 modulo a product of small primes. */
  @Test
  void refusesAModulusOfTheBrokenGeneratorOfCve2017x15361() {
    BigInteger product = BigInteger.ONE;
    for (BigInteger prime = BigInteger.TWO;
        prime.intValueExact() < 702;
        prime = prime.nextProbablePrime()) {
      product = product.multiply(prime);
    }
    BigInteger power = BigInteger.valueOf(65_537).modPow(BigInteger.valueOf(12_345), product);
    BigInteger multiple =
        product.multiply(new BigInteger(2047 - product.bitLength(), new Random(7)));
    BigInteger n =
        power
            .add(multiple)
            .add(product.multiply(BigInteger.ONE.shiftLeft(2048 - product.bitLength())));

    InvalidJwkException refused =
        assertThrows(
            InvalidJwkException.class,
            () -> PublicJwk.parse(publicText(Numbers.shortest(n), "AQAB")));

    assertEquals("n was made by a broken generator (CVE-2017-15361)", refused.getMessage());
  }

  @Test
  void refusesAPrivateHalfWithAnyNumberOfAnotherKey() {
    Map<String, Object> good = members(FreshKeys.of("RS256"));
    Map<String, Object> other = members(FreshKeys.of("RS512"));

    for (String name : List.of("n", "d", "p", "q", "dp", "dq", "qi")) {
      Map<String, Object> changed = new TreeMap<>(good);
      changed.put(name, other.get(name));
      refuses(changed);
      changed.remove(name);
      refuses(changed);
    }
    Map<String, Object> swapped = new TreeMap<>(good);
    swapped.put("p", good.get("q"));
    swapped.put("q", good.get("p"));
    refuses(swapped);
  }

  @Test
  void refusesAPrivateHalfOfMoreThanTwoPrimes() {
    Map<String, Object> changed = members(FreshKeys.of("RS256"));
    changed.put("oth", List.of());

    refuses(changed);
  }

  private static void refuses(Map<String, Object> members) {
    String text = JSONObjectUtils.toJSONString(members);
    InvalidJwkException refused =
        assertThrows(InvalidJwkException.class, () -> PrivateJwk.parse(text));
    assertFalse(refused.toString().contains(String.valueOf(members.get("d"))));
  }

  private static Map<String, Object> members(GeneratedKey key) {
    return new TreeMap<>(StrictJson.object(key.privateJwk(), 8192).orElseThrow());
  }

  private static String modulus(int bits, Random random) {
    return Numbers.shortest(new BigInteger(bits, random).setBit(bits - 1).setBit(0));
  }

  private static String publicText(String n, String e) {
    return "{\"alg\":\"RS256\",\"e\":\"%s\",\"kid\":\"k1\",\"kty\":\"RSA\",\"n\":\"%s\",\"use\":\"sig\"}"
        .formatted(e, n);
  }
}
