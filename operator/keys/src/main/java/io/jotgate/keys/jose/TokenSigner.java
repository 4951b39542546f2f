package io.jotgate.keys.jose;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs claims as a compact JWS (RFC 7515 3.1) with header alg, kid and typ, by the algorithm of
 * the key. Safe for use by many threads; each keeps its own {@link Signature}, which is costly to
 * set up.
 */
public final class TokenSigner {
  private final PrivateJwk key;
  private final Optional<Provider> provider;
  private final String encodedHeader;
  private final ThreadLocal<Signature> signatures = ThreadLocal.withInitial(this::signature);

  /**
   * A signer for one key.
   *
   * @param typ type of the tokens, such as {@code at+jwt} (RFC 9068)
   * @param provider the cryptographic provider to use where it knows the key's algorithm, or none
   *     for the platform's choice
   */
  public TokenSigner(PrivateJwk key, String typ, Optional<Provider> provider) {
    this.key = key;
    this.provider = provider;
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
      Signature signature = signatures.get();
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + StrictBase64Url.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      // What a failed signature leaves behind must not get into the next one.
      signatures.remove();
      throw new IllegalStateException("the provider cannot sign with " + key.alg(), e);
    }
  }

  /** The name of the provider that makes the signatures. */
  public String providerName() {
    return signatures.get().getProvider().getName();
  }

  private Signature signature() {
    try {
      return key.signature(provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no provider can sign with " + key.alg(), e);
    }
  }

  private static String encode(Map<String, ?> members) {
    return StrictBase64Url.encode(
        JSONObjectUtils.toJSONString(members).getBytes(StandardCharsets.UTF_8));
  }
}
