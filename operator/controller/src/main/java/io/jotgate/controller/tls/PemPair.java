package io.jotgate.controller.tls;

import java.util.Objects;

/**
 * A certificate and its private key as PEM text (RFC 7468), as a {@code kubernetes.io/tls} Secret
 * holds them.
 *
 * <p>The private key never appears in {@link #toString()}.
 */
public record PemPair(String certificate, String privateKey) {
  /** Refuses absent parts; what the text says is checked where it is read. */
  public PemPair {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(privateKey, "privateKey");
  }

  @Override
  public String toString() {
    return "PemPair[certificate=" + certificate.length() + " characters, privateKey=redacted]";
  }
}
