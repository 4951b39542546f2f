package io.jotgate.issuer.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.keys.jose.Es256Keys;
import io.jotgate.keys.jose.PrivateJwk;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningProviderTest {
  private static final String NATIVE = "AmazonCorrettoCryptoProvider";

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

  @Test
  void whatEitherProviderSignsVerifies() {
    PrivateJwk key = PrivateJwk.parse(Es256Keys.generate(new SecureRandom()).privateJwk());

    assertTrue(signsWith(SigningProvider.platform(), key));
    assertTrue(signsWith(SigningProvider.choose(), key));
  }

  @Test
  void thePlatformsProviderIsNotNamedWhenAskingForASignature() {
    assertEquals(new SigningProvider("SunEC", Optional.empty()), SigningProvider.platform());
  }

  private static boolean signsWith(SigningProvider provider, PrivateJwk key) {
    return ActiveKey.checked(key, provider.provider(), Duration.ofMinutes(1), Instant.EPOCH)
        .isPresent();
  }
}
