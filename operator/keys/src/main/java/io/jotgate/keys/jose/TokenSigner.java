package io.jotgate.keys.jose;

import io.jotgate.keys.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs claims as a compact JWS (RFC 7515 3.1) with header alg, kid and typ, by the algorithm of
 * the key. Safe for use by many threads; each keeps its own {@link Signature}, which is costly to
 * set up.
 */
public final class TokenSigner {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final PrivateJwk key;
  private final Optional<Provider> provider;
  private final byte[] headerAndDot;
  private final ThreadLocal<Signature> signatures = ThreadLocal.withInitial(this::newSignature);

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
    headerAndDot = (encode(header) + ".").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The compact JWS of these claims.
   *
   * @param claims strings, numbers, booleans, null, maps and collections of such
   */
  public String sign(Map<String, ?> claims) {
    byte[] payload = BASE64URL.encode(JsonWriter.text(claims).getBytes(StandardCharsets.UTF_8));
    byte[] input = Arrays.copyOf(headerAndDot, headerAndDot.length + payload.length);
    System.arraycopy(payload, 0, input, headerAndDot.length, payload.length);
    byte[] signature = BASE64URL.encode(signature(input));
    byte[] token = Arrays.copyOf(input, input.length + 1 + signature.length);
    token[input.length] = '.';
    System.arraycopy(signature, 0, token, input.length + 1, signature.length);
    return new String(token, StandardCharsets.ISO_8859_1);
  }

  /** The name of the provider that makes the signatures. */
  public String providerName() {
    return signatures.get().getProvider().getName();
  }

  private byte[] signature(byte[] input) {
    try {
      Signature signature = signatures.get();
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      // What a failed signature leaves behind must not get into the next one.
      signatures.remove();
      throw new IllegalStateException("the provider cannot sign with " + key.alg(), e);
    }
  }

  private Signature newSignature() {
    try {
      return key.signature(provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no provider can sign with " + key.alg(), e);
    }
  }

  private static String encode(Map<String, ?> members) {
    return StrictBase64Url.encode(JsonWriter.text(members).getBytes(StandardCharsets.UTF_8));
  }
}
