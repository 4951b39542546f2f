package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Trust;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a proxy reports of a document that it has loaded. */
final class VersionText {
  private VersionText() {}

  /** {@code sha256=<16 hex>} of the resources. */
  static String of(List<?> resources) {
    byte[] bytes = Json.write(resources).getBytes(StandardCharsets.UTF_8);
    return "sha256=" + HexFormat.of().formatHex(Arrays.copyOf(sha256(bytes), 8));
  }

  /** The same followed by {@code ;<issuer>=<epoch>} for each issuer. */
  static String of(List<?> resources, Trust trust) {
    StringBuilder text = new StringBuilder(of(resources));
    for (IssuerTrust issuer : trust.issuers()) {
      text.append(';').append(issuer.name()).append('=').append(issuer.epoch());
    }
    return text.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
