package io.jotgate.issuer.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives each new TLS connection the certificate of the moment. Connections that exist keep theirs,
 * so a renewal interrupts nobody.
 *
 * <p>The alias of a handshake names the certificate that was chosen at its start: a swap between
 * the choice and the look-up of the key cannot mix two certificates.
 */
public final class CurrentCertificate extends X509ExtendedKeyManager {
  private record Slot(String alias, ServerCertificate certificate) {}

  private final AtomicReference<@Nullable Slot> current = new AtomicReference<>();
  private final AtomicReference<@Nullable Slot> previous = new AtomicReference<>();

  /** Puts a certificate into force for new connections. */
  public synchronized void use(ServerCertificate certificate) {
    Slot old = current.get();
    if (old != null && old.certificate().equals(certificate)) {
      return;
    }
    long number = old == null ? 0 : Long.parseLong(old.alias()) + 1;
    previous.set(old);
    current.set(new Slot(Long.toString(number), certificate));
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    Slot slot = current.get();
    if (slot == null
        || slot.certificate().keyManager().chooseServerAlias(keyType, issuers, null) == null) {
      return null;
    }
    return slot.alias();
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    Slot slot = current.get();
    return slot == null ? null : slot.alias();
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    ServerCertificate certificate = find(alias);
    return certificate == null
        ? null
        : certificate.keyManager().getCertificateChain(certificate.alias());
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    ServerCertificate certificate = find(alias);
    return certificate == null ? null : certificate.keyManager().getPrivateKey(certificate.alias());
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    Slot slot = current.get();
    return slot == null ? null : new String[] {slot.alias()};
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  private @Nullable ServerCertificate find(String alias) {
    Slot now = current.get();
    if (now != null && now.alias().equals(alias)) {
      return now.certificate();
    }
    Slot before = previous.get();
    return before != null && before.alias().equals(alias) ? before.certificate() : null;
  }
}
