package io.jotgate.issuer.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of {@link SlotFile}: {@code jwk.json} in a signing Secret. */
public final class SlotFileCodec {
  private static final int FORMAT_VERSION = 1;
  private static final int MAX_CHARS = 32 * 1024;

  private SlotFileCodec() {}

  /** Writes a slot; equal values give equal text. The text is a secret. */
  public static String write(SlotFile slot) {
    return StrictJson.write(
        FORMAT_VERSION,
        Map.of(
            "jwk", jwk(slot.privateJwk()),
            "kid", slot.kid(),
            "ownerUid", slot.ownerUid()));
  }

  /**
   * Reads a slot.
   *
   * @throws InvalidDocumentException if the text is not exactly one
   */
  public static SlotFile read(String text) {
    StrictObject json = StrictJson.object(text, MAX_CHARS);
    json.formatVersion(FORMAT_VERSION);
    String jwk = json.rawObject("jwk");
    SlotFile slot =
        new SlotFile(
            json.string("ownerUid", Syntax.MAX_NAME),
            json.string("kid", Syntax.MAX_KID),
            member(jwk(jwk), "alg"),
            jwk);
    json.end();
    return slot;
  }

  static void requireSame(String privateJwk, String kid, String alg) {
    Map<String, @Nullable Object> jwk = jwk(privateJwk);
    if (!member(jwk, "kid").equals(kid)) {
      throw new InvalidDocumentException("kid", "is not the kid of the key");
    }
    if (!member(jwk, "alg").equals(alg)) {
      throw new InvalidDocumentException("alg", "is not the alg of the key");
    }
  }

  private static Map<String, @Nullable Object> jwk(String text) {
    return StrictJson.members(text, MAX_CHARS);
  }

  private static String member(Map<String, @Nullable Object> jwk, String name) {
    if (jwk.get(name) instanceof String value) {
      return value;
    }
    throw new InvalidDocumentException("jwk." + name, "is missing");
  }
}
