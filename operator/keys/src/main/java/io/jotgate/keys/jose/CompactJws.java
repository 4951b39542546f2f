package io.jotgate.keys.jose;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The three parts of a compact JWS (RFC 7515 section 3.1), read strictly and not yet verified: each
 * part has one text, and the header is one JSON object of at most 8 kB.
 */
final class CompactJws {
  private static final int MAX_CHARACTERS = 64 * 1024;
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int MAX_HEADER_CHARACTERS = (MAX_HEADER_BYTES * 4 + 2) / 3;

  /** What brings a key along, or asks for what is never done. */
  private static final Set<String> FORBIDDEN =
      Set.of("crit", "b64", "zip", "enc", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256");

  private final Map<String, @Nullable Object> header;
  private final byte[] payload;
  private final byte[] signingInput;
  private final byte[] signature;

  private CompactJws(
      Map<String, @Nullable Object> header, byte[] payload, byte[] signingInput, byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.signingInput = signingInput;
    this.signature = signature;
  }

  /** The parts, or nothing if the text is anything else. */
  static Optional<CompactJws> parse(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (token.length() > MAX_CHARACTERS
        || first < 0
        || first > MAX_HEADER_CHARACTERS
        || second < 0
        || token.indexOf('.', second + 1) >= 0) {
      return Optional.empty();
    }
    Optional<Map<String, @Nullable Object>> header =
        StrictBase64Url.decode(token.substring(0, first))
            .flatMap(bytes -> StrictJson.object(bytes, MAX_HEADER_BYTES));
    Optional<byte[]> payload = StrictBase64Url.decode(token.substring(first + 1, second));
    Optional<byte[]> signature = StrictBase64Url.decode(token.substring(second + 1));
    if (header.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    byte[] input = token.substring(0, second).getBytes(StandardCharsets.US_ASCII);
    return Optional.of(new CompactJws(header.get(), payload.get(), input, signature.get()));
  }

  /** Whether a header member brings a key along or changes the rules (RFC 8725 section 3.10). */
  boolean hasForbiddenHeader() {
    return header.keySet().stream().anyMatch(FORBIDDEN::contains);
  }

  /** A header member, if it is there and a string. */
  Optional<String> text(String name) {
    return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Whether the header has this member, of whatever type. */
  boolean has(String name) {
    return header.containsKey(name);
  }

  byte[] payload() {
    return payload;
  }

  boolean isSignedBy(VerificationKey key) {
    return key.verifies(signingInput, signature);
  }
}
