package io.jotgate.issuer.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.Keys;
import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification.Verified;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningProviderTest {
  private static final String NATIVE = "AmazonCorrettoCryptoProvider";
  private static final Map<String, Object> CLAIMS = Map.of("exp", 300L);

  @AfterEach
  void restoreProviders() {
    Security.removeProvider(NATIVE);
  }

  @Test
  void choosesTheNativeProviderWhereItExistsAndElseThatOfTheJdk() {
    boolean exists =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");

    assertEquals(exists ? NATIVE : "SunEC", SigningProvider.choose().name());
  }

  @ParameterizedTest
  @MethodSource("io.jotgate.keys.jose.SigningKeys#algs")
  void whatEitherProviderSignsVerifiesWithEither(String alg) {
    PrivateJwk key = PrivateJwk.parse(Keys.generate(alg).privateJwk());
    ActiveKey byJdk = signerOf(SigningProvider.platform(), key);
    String signedByJdk = byJdk.signer().sign(CLAIMS);

    SigningProvider chosen = SigningProvider.choose();
    ActiveKey byChosen = signerOf(chosen, key);
    String signedByChosen = byChosen.signer().sign(CLAIMS);

    assertTrue(verifies(signedByJdk, key));
    assertTrue(verifies(signedByChosen, key));
    assertEquals(chosen.name(), byChosen.signer().providerName());
    restoreProviders();
    assertTrue(verifies(signedByChosen, key));
  }

  @Test
  void thePlatformsProviderIsNotNamedWhenAskingForASignature() {
    assertEquals(new SigningProvider("SunEC", Optional.empty()), SigningProvider.platform());
  }

  private static ActiveKey signerOf(SigningProvider provider, PrivateJwk key) {
    return ActiveKey.checked(key, provider.provider(), Duration.ofMinutes(1), Instant.EPOCH)
        .orElseThrow();
  }

  private static boolean verifies(String token, PrivateJwk key) {
    return new TokenVerifier(List.of(key.toPublic()), ActiveKey.TYP)
            .verify(token, Instant.EPOCH, Duration.ZERO)
        instanceof Verified;
  }
}
