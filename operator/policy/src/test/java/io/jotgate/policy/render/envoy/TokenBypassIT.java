package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.policy.TestIssuer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known ways to pass with a token that is none, or in another place than its own. */
@Tag("envoy")
class TokenBypassIT extends BypassAttempts {
  TokenBypassIT(@TempDir Path directory) {
    super(directory);
  }

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  @Test
  void aGoodTokenPasses() {
    assertEquals(200, workload.granted("GET", "/orders", workload.reader()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
  void aTokenWithoutSignatureIsNone(String alg) {
    Map<String, Object> header = header();
    header.put("alg", alg);
    String input = encoded(header) + "." + payload();
    workload.assertInvalid("Bearer " + input + ".");
    workload.assertInvalid("Bearer " + input);
    workload.assertInvalid("Bearer " + input + "." + signature(token()));
    header.remove("alg");
    workload.assertInvalid("Bearer " + encoded(header) + "." + payload() + ".");
  }

  @Test
  void aGoodTokenWithoutItsSignatureIsNone() {
    String token = token();
    workload.assertInvalid("Bearer " + token.substring(0, token.lastIndexOf('.') + 1));
    workload.assertInvalid("Bearer " + token.substring(0, token.lastIndexOf('.')));
  }

  /** A verifier that takes the public key for a shared secret would accept these. */
  @Test
  void thePublicKeyIsNoSharedSecret() {
    String jwk = workload.login().publicJwk();
    byte[] spki = PublicJwk.parse(jwk).publicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret :
        List.of(
            ascii(jwk),
            ascii("{\"keys\":[" + jwk + "]}"),
            spki,
            ascii(pem),
            ascii(pem.strip()),
            ascii("/etc/jotgate/ecds-jwt.json"),
            ascii("/dev/null"),
            ascii(" "))) {
      for (boolean named : List.of(true, false)) {
        Map<String, Object> header = header();
        header.put("alg", "HS256");
        if (!named) {
          header.remove("kid");
        }
        String input = encoded(header) + "." + payload();
        workload.assertInvalid("Bearer " + input + "." + hmac(secret, input));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("signaturesThatAreNumbersOutOfRange")
  void aSignatureOutOfRangeIsNone(byte[] signature) {
    String token = token();
    workload.assertInvalid(
        "Bearer "
            + token.substring(0, token.lastIndexOf('.') + 1)
            + BASE64URL.encodeToString(signature));
  }

  static Stream<byte[]> signaturesThatAreNumbersOutOfRange() {
    BigInteger order =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    byte[] zeros = new byte[64];
    byte[] ones = new byte[64];
    ones[31] = 1;
    ones[63] = 1;
    byte[] orders = new byte[64];
    byte[] n = order.toByteArray();
    System.arraycopy(n, 1, orders, 0, 32);
    System.arraycopy(n, 1, orders, 32, 32);
    byte[] full = new byte[64];
    Arrays.fill(full, (byte) 0xff);
    return Stream.of(
        zeros,
        ones,
        orders,
        full,
        new byte[0],
        new byte[63],
        new byte[65],
        new byte[96],
        Base64.getDecoder().decode("MAYCAQACAQA="),
        Base64.getDecoder().decode("MAYCAQECAQE="));
  }

  /** The key is never where the token says that it is. */
  @Test
  void aTokenCannotBringItsKey() {
    TestIssuer stranger = new TestIssuer("login", "orders-api");
    Map<String, Object> claims = workload.login().claims("orders:read");
    for (Map<String, Object> extra :
        List.<Map<String, Object>>of(
            Map.of("jwk", jwk(stranger)),
            Map.of("jku", "https://evil.example/jwks.json"),
            Map.of("x5u", "https://evil.example/chain.pem"),
            Map.of("x5c", List.of("MIIB")),
            Map.of("kid", "../../../../dev/null"),
            Map.of("kid", "' OR '1'='1"),
            Map.of("kid", ""),
            Map.of("kid", "https://evil.example/key"))) {
      Map<String, Object> header = header();
      header.putAll(extra);
      workload.assertInvalid("Bearer " + stranger.sign(header, claims));
    }
  }

  @Test
  void theRightNameOfAKeyIsNotTheKey() {
    TestIssuer stranger = new TestIssuer("login", "orders-api");
    Map<String, Object> claims = workload.login().claims("orders:read");
    workload.assertInvalid("Bearer " + stranger.sign(header(), claims));
    Map<String, Object> nameless = header();
    nameless.remove("kid");
    workload.assertInvalid("Bearer " + stranger.sign(nameless, claims));
    // The key of one issuer does not sign for the other.
    workload.assertInvalid("Bearer " + workload.partner().sign("at+jwt", claims));
  }

  @Test
  void anUnencodedPayloadIsNone() {
    Map<String, Object> header = header();
    header.put("b64", false);
    header.put("crit", List.of("b64"));
    String claims = new String(Base64.getUrlDecoder().decode(payload()), StandardCharsets.UTF_8);
    workload.assertInvalid("Bearer " + encoded(header) + "." + claims + "." + signature(token()));
  }

  @Test
  void anEncryptedTokenIsNone() {
    Map<String, Object> header =
        new TreeMap<>(Map.of("alg", "dir", "enc", "A128GCM", "cty", "JWT"));
    workload.assertInvalid(
        "Bearer " + encoded(header) + "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
    header.put("alg", "none");
    workload.assertInvalid("Bearer " + encoded(header) + "." + payload() + "...");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H.P.S.S", "H=.P.S", "H.P=.S", "H\t.P.S", "H.P .S", "H.P%.S", "P.H.S", "H.P.S=S", "H.P.S,H",
        "HH.P.S", "H.P.SS", "H.PP.S", "H.P", "H..S", ".P.S", "...", "H.P.."
      })
  void aTokenHasThreePartsOfBase64url(String form) {
    String[] parts = token().split("\\.", -1);
    String text = form.chars().mapToObj(each -> part(parts, each)).collect(Collectors.joining());
    workload.assertInvalid("Bearer " + text);
  }

  /** jwt_authn drops empty parts; what is left is checked, and revocation compares jti. */
  @ParameterizedTest
  @ValueSource(strings = {"%s.", ".%s"})
  void emptyPartsOfATokenAreDroppedAndTheRestIsChecked(String form) {
    String weak = workload.login().token("");
    assertEquals(200, workload.granted("GET", "/orders", bearer(form, token())).status());
    workload.assertRefused(403, "GET", "/orders", bearer(form, weak));
    workload.assertInvalid("Bearer " + form.formatted("a.b.c"));
  }

  private static String bearer(String form, String token) {
    return AttackedWorkload.bearer(form.formatted(token));
  }

  private static String part(String[] parts, int letter) {
    int part = "HPS".indexOf(letter);
    return part < 0 ? Character.toString(letter) : parts[part];
  }

  @Test
  void twoCredentialsAreNone() {
    String good = workload.reader();
    String bad = AttackedWorkload.bearer("a.b.c");
    workload.assertRefused(401, "GET", "/orders", good, bad);
    workload.assertRefused(401, "GET", "/orders", bad, good);
    workload.assertRefused(401, "GET", "/orders", good, good);
    workload.assertRefused(401, "GET", "/orders", good, "authorization: Basic YTpi");
  }

  /** jwt_authn looks for the scheme anywhere in the field; the token is checked all the same. */
  @Test
  void aTokenBehindAnotherCredentialIsCheckedLikeAnyOther() {
    String other = "authorization: Basic YTpi";
    assertEquals(200, workload.granted("GET", "/orders", other, workload.reader()).status());
    workload.assertRefused(401, "GET", "/orders", other, AttackedWorkload.bearer("a.b.c"));
    String weak = AttackedWorkload.bearer(workload.login().token(""));
    workload.assertRefused(403, "GET", "/orders", other, weak);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bearer %s",
        "BEARER %s",
        "Bearer\t%s",
        "Bearer%s",
        "Token %s",
        "%s",
        "Bearer",
        "Bearer ",
        "Basic %s"
      })
  void anotherSchemeIsNoToken(String form) {
    workload.assertRefused(401, "GET", "/orders", "authorization: " + form.formatted(token()));
  }

  @Test
  void onlyTheHeaderCarriesAToken() {
    String token = token();
    workload.assertRefused(401, "GET", "/orders?access_token=" + token);
    workload.assertRefused(401, "GET", "/orders?token=" + token + "&jwt=" + token);
    workload.assertRefused(401, "GET", "/orders", "cookie: access_token=" + token);
    workload.assertRefused(401, "GET", "/orders", "x-access-token: " + token);
    workload.assertRefused(401, "GET", "/orders", "proxy-authorization: Bearer " + token);
    workload.assertRefused(
        401, "GET", "/orders?access_token=" + token, AttackedWorkload.bearer("a.b.c"));
  }

  private Map<String, Object> header() {
    return new TreeMap<>(workload.login().header("at+jwt"));
  }

  private String token() {
    return workload.login().token("orders:read");
  }

  private String payload() {
    return token().split("\\.", -1)[1];
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private static Object jwk(TestIssuer issuer) {
    return Json.read(issuer.publicJwk()).orElseThrow();
  }

  private static String encoded(Map<String, ?> header) {
    return BASE64URL.encodeToString(Json.write(header).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String hmac(byte[] secret, String input) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return BASE64URL.encodeToString(mac.doFinal(ascii(input)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
