package io.jotgate.issuer.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JCA provider that signs tokens and protects connections.
 *
 * <p>Amazon Corretto Crypto Provider signs several times faster than the provider of the JDK, but
 * its native library exists for some platforms only. Where it does not load, and for an algorithm
 * that it does not know, the JDK's own is used.
 *
 * @param name the name of the provider that is asked first; without a fast one, of that for ECDSA
 * @param provider the provider to name when asking for a signature; empty: the platform's choice
 */
public record SigningProvider(String name, Optional<Provider> provider) {
  private static final Logger LOG = LoggerFactory.getLogger(SigningProvider.class);

  /** Puts the fastest provider that works in front of the others and says in the log which. */
  public static SigningProvider choose() {
    Optional<Provider> fast = corretto();
    fast.ifPresent(provider -> Security.insertProviderAt(provider, 1));
    SigningProvider chosen =
        fast.map(provider -> new SigningProvider(provider.getName(), Optional.of(provider)))
            .orElseGet(SigningProvider::platform);
    LOG.info("The crypto provider {} is asked first for signatures", chosen.name());
    return chosen;
  }

  /** What the Java runtime brings. */
  public static SigningProvider platform() {
    try {
      String name = Signature.getInstance("SHA256withECDSA").getProvider().getName();
      return new SigningProvider(name, Optional.empty());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime cannot sign with ECDSA", e);
    }
  }

  private static Optional<Provider> corretto() {
    try {
      AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
      Throwable error = provider.getLoadingError();
      if (error == null) {
        provider.assertHealthy();
        return Optional.of(provider);
      }
      LOG.warn("The native crypto provider does not load here: {}", error.toString());
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The native crypto provider does not work here: {}", e.toString());
    }
    return Optional.empty();
  }
}
