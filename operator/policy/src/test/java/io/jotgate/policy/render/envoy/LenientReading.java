package io.jotgate.policy.render.envoy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jotgate.testing.forgery.Target;
import io.jotgate.testing.forgery.TokenKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token says that a proxy let pass, read as leniently as any proxy may: whether a trusted
 * key has signed exactly that, for this audience and this time.
 */
final class LenientReading {
  private static final Map<String, Integer> LENGTHS = Map.of("ES256", 32, "ES384", 48, "ES512", 66);

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
              JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
              JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
              JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS,
              JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .build();

  private final Target target;
  private final Duration longestLife;

  LenientReading(Target target, Duration longestLife) {
    this.target = target;
    this.longestLife = longestLife;
  }

  /** Why the token must not pass; empty if it does no harm. */
  Optional<String> harm(String token, Instant now) {
    // What stands in front of the first character of a token is skipped.
    String text = token.strip().replaceFirst("^[^A-Za-z0-9_.-]+", "");
    List<String> parts = Arrays.stream(text.split("\\.")).filter(part -> !part.isEmpty()).toList();
    if (parts.size() != 3) {
      return Optional.of("it has not three parts");
    }
    try {
      JsonNode header = JSON.readTree(decoded(parts.get(0)));
      JsonNode claims = JSON.readTree(decoded(parts.get(1)));
      String kid = header.path("kid").textValue();
      byte[] signature = decoded(parts.get(2));
      boolean signed =
          target.keys().stream()
              .filter(key -> key.kid().equals(kid))
              .filter(key -> key.alg().equals(header.path("alg").textValue()))
              .anyMatch(key -> signs(key, parts, signature));
      return signed ? wrongWord(header, claims, now) : Optional.of("no trusted key has signed it");
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of("it cannot be read: " + e.getMessage());
    }
  }

  private static boolean signs(TokenKey key, List<String> parts, byte[] signature) {
    String input = parts.get(0) + "." + parts.get(1);
    return key.hasSigned(input, signature)
        || (key.alg().startsWith("ES") && key.hasSigned(input, shortened(signature, key)));
  }

  /** The two numbers of an ECDSA signature without zeros in front that lengthen them. */
  private static byte[] shortened(byte[] signature, TokenKey key) {
    int length = LENGTHS.getOrDefault(key.alg(), 0);
    int half = signature.length / 2;
    if (half < length) {
      return signature;
    }
    byte[] numbers = new byte[2 * length];
    for (int i = 0; i < half; i++) {
      int at = i - (half - length);
      if (at < 0 && (signature[i] != 0 || signature[half + i] != 0)) {
        return signature;
      } else if (at >= 0) {
        numbers[at] = signature[i];
        numbers[length + at] = signature[half + i];
      }
    }
    return numbers;
  }

  private Optional<String> wrongWord(JsonNode header, JsonNode claims, Instant now) {
    JsonNode aud = claims.path("aud");
    boolean forUs =
        target.audience().equals(aud.textValue())
            || aud.valueStream().anyMatch(each -> target.audience().equals(each.textValue()));
    double exp = claims.path("exp").asDouble(0);
    double earliest = now.minus(target.leeway()).getEpochSecond();
    double latest = now.plus(longestLife).plus(target.leeway()).getEpochSecond();
    if (!target.issuer().equals(claims.path("iss").textValue())) {
      return Optional.of("it is of another issuer");
    }
    if (!forUs) {
      return Optional.of("it is for another audience");
    }
    if (!target.typ().equals(header.path("typ").textValue())) {
      return Optional.of("it is of another type");
    }
    if (!claims.path("exp").isNumber() || exp < earliest || exp > latest) {
      return Optional.of("it is out of its time");
    }
    return claims.path("jti").asText("").isEmpty()
        ? Optional.of("it cannot be taken back")
        : Optional.empty();
  }

  /** Drops what stands behind the last whole byte. */
  private static byte[] decoded(String part) {
    String text = part.replaceAll("=+$", "");
    return Base64.getUrlDecoder()
        .decode(text.length() % 4 == 1 ? text.substring(0, text.length() - 1) : text);
  }
}
