package io.jotgate.issuer.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate chain with its private key, checked to belong together.
 *
 * @param alias its name in the key manager
 * @param keyManager holds chain and key
 * @param notAfter when the leaf expires
 * @param fingerprint SHA-256 of the two texts: equal for equal files
 */
public record ServerCertificate(
    String alias, X509KeyManager keyManager, Instant notAfter, String fingerprint) {
  private static final byte[] PROBE = {1, 2, 3, 4};

  /**
   * Reads PEM texts of an EC or RSA key: PKCS #8, PKCS #1 or SEC 1.
   *
   * @return empty if they are not readable or do not belong together; what they say is never part
   *     of an error, because one of them is a secret
   */
  public static Optional<ServerCertificate> parse(Vertx vertx, String chainPem, String keyPem) {
    try {
      PemKeyCertOptions pem =
          new PemKeyCertOptions()
              .addCertValue(Buffer.buffer(chainPem))
              .addKeyValue(Buffer.buffer(keyPem));
      return Arrays.stream(pem.getKeyManagerFactory(vertx).getKeyManagers())
          .filter(X509KeyManager.class::isInstance)
          .map(X509KeyManager.class::cast)
          .findFirst()
          .flatMap(manager -> of(manager, fingerprint(chainPem, keyPem)));
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  /** SHA-256 of a chain and its key. */
  public static String fingerprint(String chainPem, String keyPem) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(chainPem.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(keyPem.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }

  private static Optional<ServerCertificate> of(X509KeyManager manager, String fingerprint) {
    for (String type : new String[] {"EC", "RSA"}) {
      String @Nullable [] aliases = manager.getServerAliases(type, null);
      if (aliases != null && aliases.length > 0) {
        X509Certificate leaf = manager.getCertificateChain(aliases[0])[0];
        return belongTogether(manager.getPrivateKey(aliases[0]), leaf.getPublicKey())
            ? Optional.of(
                new ServerCertificate(
                    aliases[0], manager, leaf.getNotAfter().toInstant(), fingerprint))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    String algorithm = publicKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(privateKey);
      signer.update(PROBE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(PROBE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "ServerCertificate[notAfter=" + notAfter + "]";
  }
}
