package io.jotgate.keys.jose;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A verifier with the mistakes that verifiers have had: it believes the header, takes any text that
 * it can make sense of, and forgives what is missing.
 */
final class NaiveVerifier {
  private final List<PublicJwk> keys;
  private final Instant now;

  NaiveVerifier(List<PublicJwk> keys, Instant now) {
    this.keys = keys;
    this.now = now;
  }

  boolean accepts(String token) {
    String[] parts = token.strip().split("[.]", -1);
    if (parts.length < 2) {
      return false;
    }
    try {
      @Nullable Map<String, Object> header = JSONObjectUtils.parse(text(parts[0]));
      @Nullable Map<String, Object> claims = JSONObjectUtils.parse(text(parts[1]));
      return header != null && claims != null && isInTime(claims) && isSigned(header, parts);
    } catch (ParseException | IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isInTime(Map<String, Object> claims) {
    return !(claims.get("exp") instanceof Number exp && exp.doubleValue() < now.getEpochSecond());
  }

  private boolean isSigned(Map<String, Object> header, String[] parts) {
    String alg = String.valueOf(header.get("alg")).strip().toUpperCase(Locale.ROOT);
    if (alg.equals("NONE")) {
      return true;
    }
    byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    byte[] signature = bytes(parts.length < 3 ? "" : parts[2]);
    return keys(header).anyMatch(key -> isSignedBy(key, alg, input, signature));
  }

  private Stream<PublicJwk> keys(Map<String, Object> header) {
    if (header.get("jwk") instanceof Map<?, ?> jwk) {
      return Stream.of(PublicJwk.parse(JSONObjectUtils.toJSONString(StrictJson.withNames(jwk))));
    }
    Object kid = header.get("kid");
    return keys.stream()
        .filter(key -> kid == null || String.valueOf(kid).strip().startsWith(key.kid()));
  }

  private static boolean isSignedBy(PublicJwk key, String alg, byte[] input, byte[] signature) {
    if (alg.startsWith("HS")) {
      return secrets(key).anyMatch(secret -> isMac(secret, alg, input, signature));
    }
    return Stream.of("withECDSAinP1363Format", "withECDSA", "withRSA", "pss", "Ed25519")
        .flatMap(scheme -> Stream.of("256", "384", "512").map(hash -> scheme(scheme, hash)))
        .anyMatch(scheme -> verifies(scheme, key.publicKey(), input, signature));
  }

  private static Stream<byte[]> secrets(PublicJwk key) {
    byte[] der = key.publicKey().getEncoded();
    String wrapped = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + wrapped + "\n-----END PUBLIC KEY-----";
    return Stream.of(der, pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isMac(byte[] secret, String alg, byte[] input, byte[] signature) {
    try {
      Mac mac = Mac.getInstance("HmacSHA" + alg.substring(2));
      mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
      return Arrays.equals(mac.doFinal(input), signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private record Scheme(String name, @Nullable PSSParameterSpec pss) {}

  private static Scheme scheme(String name, String hash) {
    return switch (name) {
      case "pss" ->
          new Scheme(
              "RSASSA-PSS",
              new PSSParameterSpec(
                  "SHA-" + hash,
                  "MGF1",
                  new MGF1ParameterSpec("SHA-" + hash),
                  Integer.parseInt(hash) / 8,
                  1));
      case "Ed25519" -> new Scheme(name, null);
      default -> new Scheme("SHA" + hash + name, null);
    };
  }

  private static boolean verifies(Scheme scheme, PublicKey key, byte[] input, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(scheme.name());
      if (scheme.pss() != null) {
        verifier.setParameter(scheme.pss());
      }
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String text(String part) {
    return new String(bytes(part), StandardCharsets.UTF_8);
  }

  /** Skips what it does not know, as many decoders do. */
  private static byte[] bytes(String part) {
    String known = part.replaceAll("[^A-Za-z0-9_-]", "");
    return Base64.getUrlDecoder().decode(known.length() % 4 == 1 ? known + "A" : known);
  }
}
