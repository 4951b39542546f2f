package io.jotgate.keys.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs claims as a compact JWS (RFC 7515 3.1) with header alg, kid and typ. Safe for use by many
 * threads.
 */
public final class TokenSigner {
  private final ECDSASigner signer;
  private final String encodedHeader;

  /**
   * A signer for one key.
   *
   * @param typ type of the tokens, such as {@code at+jwt} (RFC 9068)
   * @param provider the cryptographic provider to use, or none for the platform's choice
   */
  public TokenSigner(PrivateJwk key, String typ, Optional<Provider> provider) {
    try {
      signer = new ECDSASigner(key.privateKey(), Curve.P_256);
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
    provider.ifPresent(signer.getJCAContext()::setProvider);
    Map<String, Object> header = new TreeMap<>();
    header.put("alg", key.alg());
    header.put("kid", key.kid());
    header.put("typ", typ);
    encodedHeader = encode(header);
  }

  /** The compact JWS of these claims. */
  public String sign(Map<String, ?> claims) {
    String input = encodedHeader + "." + encode(claims);
    try {
      return input
          + "."
          + signer.sign(
              new JWSHeader(JWSAlgorithm.ES256), input.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new IllegalStateException("the provider cannot sign with ES256", e);
    }
  }

  private static String encode(Map<String, ?> members) {
    return StrictBase64Url.encode(
        JSONObjectUtils.toJSONString(members).getBytes(StandardCharsets.UTF_8));
  }
}
