package io.jotgate.issuer.authentication;

import static io.jotgate.issuer.authentication.LoginRig.NOW;
import static io.jotgate.issuer.authentication.LoginRig.SOURCE;
import static io.jotgate.issuer.authentication.LoginRig.URL;
import static io.jotgate.issuer.authentication.LoginRig.consumer;
import static io.jotgate.issuer.authentication.LoginRig.index;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jotgate.issuer.Keys;
import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.Authentication.Throttled;
import io.jotgate.issuer.authentication.Presented.Assertion;
import io.jotgate.issuer.model.PublicKeyVerifier;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.TokenSigner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssertionLoginTest {
  private final GeneratedKey key = Keys.generate();
  private final GeneratedKey second = Keys.generate("RS256");
  private final AtomicInteger number = new AtomicInteger();
  private final LoginRig rig = new LoginRig();
  private final CredentialIndex index =
      index(
          consumer(
              "shop/batch",
              new PublicKeyVerifier("jwt", key.publicJwk(), null),
              new PublicKeyVerifier("next", second.publicJwk(), NOW.plusSeconds(60))),
          consumer("other", new PublicKeyVerifier("jwt", Keys.generate().publicJwk(), null)));

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "client-authentication+jwt"})
  void anAssertionOfTheClientPasses(String typ) {
    Authenticated right = assertInstanceOf(Authenticated.class, present(sign(key, typ, claims())));

    assertEquals("shop/batch", right.consumer().clientId());
    assertEquals("jwt", right.credentialName());
    assertEquals("PrivateKeyJwt", right.credentialType());
  }

  @Test
  void theTokenEndpointIsAnAudienceToo() {
    assertRight(with("aud", URL + "/oauth2/token"));
    assertRight(with("aud", List.of(URL)));
  }

  @Test
  void eachKeyOfTheClientSignsUntilItsCredentialExpires() {
    Authenticated right =
        assertInstanceOf(Authenticated.class, present(sign(second, "JWT", claims())));
    assertEquals("next", right.credentialName());

    rig.now.set(NOW.plusSeconds(60));
    assertEquals(new Rejected(Cause.EXPIRED), present(sign(second, "JWT", claims())));
  }

  @Test
  void anAssertionIsGoodOnce() {
    String assertion = sign(key, "JWT", claims());

    assertInstanceOf(Authenticated.class, present(assertion));
    assertEquals(new Rejected(Cause.WRONG), present(assertion));
    rig.now.set(NOW.plusSeconds(299));
    assertEquals(new Rejected(Cause.WRONG), present(assertion));
  }

  @Test
  void theIdOfAnAssertionIsItsClientsOwn() {
    GeneratedKey others = Keys.generate();
    CredentialIndex two =
        index(
            consumer("shop/batch", new PublicKeyVerifier("jwt", key.publicJwk(), null)),
            consumer("other", new PublicKeyVerifier("jwt", others.publicJwk(), null)));
    Map<String, @Nullable Object> ofOther = with("sub", "other");
    ofOther.put("iss", "other");
    ofOther.put("jti", "same");

    assertInstanceOf(
        Authenticated.class,
        rig.present(two, assertion(sign(key, "JWT", with("jti", "same"))), SOURCE));
    assertInstanceOf(
        Authenticated.class, rig.present(two, assertion(sign(others, "JWT", ofOther)), SOURCE));
  }

  @Test
  void nothingOfWhatAnAssertionSaysMayBeMissingOrOfAnother() {
    rig.config = LoginRig.config(1000, 60, 1000, 300);
    assertWrong(with("iss", "other"));
    assertWrong(with("iss", null));
    assertWrong(with("aud", "https://other.example"));
    assertWrong(with("aud", List.of(URL, "https://other.example")));
    assertWrong(with("aud", List.of()));
    assertWrong(with("aud", null));
    assertWrong(with("jti", null));
    assertWrong(with("jti", ""));
    assertWrong(with("jti", 7));
    assertWrong(with("jti", "x".repeat(257)));
    assertWrong(with("nbf", NOW.getEpochSecond() + 31));
    assertWrong(with("exp", NOW.getEpochSecond() + 331));
  }

  @Test
  void anAssertionIsForAFewMinutes() {
    assertRight(with("exp", NOW.getEpochSecond() + 330));
    assertRight(with("exp", NOW.getEpochSecond() - 29));
    assertEquals(
        new Rejected(Cause.EXPIRED),
        present(sign(key, "JWT", with("exp", NOW.getEpochSecond() - 30))));
    assertEquals(new Rejected(Cause.MALFORMED), present(sign(key, "JWT", with("exp", null))));
  }

  @Test
  void theSubjectIsTheClientThatIsAskedFor() {
    assertEquals(new Rejected(Cause.UNKNOWN), present(sign(key, "JWT", with("sub", "nobody"))));
    assertEquals(new Rejected(Cause.WRONG), present(sign(key, "JWT", with("sub", "other"))));
    Assertion named = new Assertion(Optional.of("other"), sign(key, "JWT", claims()));
    assertEquals(new Rejected(Cause.WRONG), rig.present(index, named, SOURCE));
    Assertion right = new Assertion(Optional.of("shop/batch"), sign(key, "JWT", claims()));
    assertInstanceOf(Authenticated.class, rig.present(index, right, SOURCE));
  }

  @Test
  void aForeignKeyOrAnAccessTokenIsNoAssertion() {
    assertEquals(new Rejected(Cause.WRONG), present(sign(Keys.generate(), "JWT", claims())));
    assertEquals(new Rejected(Cause.MALFORMED), present(sign(key, "at+jwt", claims())));
    assertEquals(new Rejected(Cause.UNKNOWN), present("not.a.jwt"));
    assertEquals(new Rejected(Cause.MALFORMED), present("x".repeat(20_000)));
    String good = sign(key, "JWT", claims());
    assertEquals(
        new Rejected(Cause.WRONG),
        present(
            good.substring(0, good.length() - 5) + (good.endsWith("AAAAA") ? "BBBBA" : "AAAAA")));
  }

  @Test
  void twoCredentialsMayHaveKeysOfOneKid() {
    GeneratedKey one = Keys.generate();
    String sameKid =
        Keys.generate().publicJwk().replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"k\"");
    String first = one.publicJwk().replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"k\"");
    CredentialIndex both =
        index(
            consumer(
                "shop/batch",
                new PublicKeyVerifier("a", sameKid, null),
                new PublicKeyVerifier("b", first, null)));
    String privateJwk = one.privateJwk().replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"k\"");
    String assertion =
        new TokenSigner(PrivateJwk.parse(privateJwk), "JWT", Optional.empty()).sign(claims());

    Authenticated right =
        assertInstanceOf(Authenticated.class, rig.present(both, assertion(assertion), SOURCE));
    assertEquals("b", right.credentialName());
  }

  @Test
  void aKeyThatIsNoneMakesTheOthersNoWorse() {
    CredentialIndex broken =
        index(
            consumer(
                "shop/batch",
                new PublicKeyVerifier("broken", "{\"kty\":\"EC\"}", null),
                new PublicKeyVerifier("jwt", key.publicJwk(), null)));

    assertEquals(1, broken.unusable());
    assertInstanceOf(
        Authenticated.class, rig.present(broken, assertion(sign(key, "JWT", claims())), SOURCE));
  }

  @Test
  void aRightAssertionPassesWhateverOthersDo() {
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Rejected.class, present(sign(key, "JWT", with("aud", "https://x"))));
    }

    assertInstanceOf(Throttled.class, present(sign(key, "JWT", with("aud", "https://x"))));
    assertRight(claims());
  }

  private void assertRight(Map<String, @Nullable Object> claims) {
    assertInstanceOf(Authenticated.class, present(sign(key, "JWT", claims)));
  }

  private void assertWrong(Map<String, @Nullable Object> claims) {
    Assertion assertion = assertion(sign(key, "JWT", claims));

    assertEquals(
        new Rejected(Cause.WRONG),
        rig.present(index, assertion, "source " + number.incrementAndGet()),
        claims::toString);
  }

  private Authentication present(String jwt) {
    return rig.present(index, assertion(jwt), SOURCE);
  }

  private static Assertion assertion(String jwt) {
    return new Assertion(Optional.empty(), jwt);
  }

  private Map<String, @Nullable Object> claims() {
    Instant now = rig.now.get();
    Map<String, @Nullable Object> claims = new TreeMap<>();
    claims.put("iss", "shop/batch");
    claims.put("sub", "shop/batch");
    claims.put("aud", URL);
    claims.put("exp", now.getEpochSecond() + 300);
    claims.put("jti", "id-" + number.incrementAndGet());
    return claims;
  }

  private Map<String, @Nullable Object> with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> claims = claims();
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return claims;
  }

  private static String sign(GeneratedKey key, String typ, Map<String, ?> claims) {
    return new TokenSigner(PrivateJwk.parse(key.privateJwk()), typ, Optional.empty()).sign(claims);
  }
}
