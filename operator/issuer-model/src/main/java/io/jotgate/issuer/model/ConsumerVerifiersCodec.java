package io.jotgate.issuer.model;

import java.util.Map;

/** The JSON form of {@link ConsumerVerifiers}: {@code verifiers.json}. */
public final class ConsumerVerifiersCodec {
  private static final int FORMAT_VERSION = 1;
  private static final int MAX_CHARS = 512 * 1024;

  private ConsumerVerifiersCodec() {}

  /** Writes a consumer with its hashes; equal values give equal text. */
  public static String write(ConsumerVerifiers verifiers) {
    return StrictJson.write(
        FORMAT_VERSION, Map.of("consumer", ConsumerJson.write(verifiers.consumer())));
  }

  /**
   * Reads a consumer with its hashes.
   *
   * @throws InvalidDocumentException if the text is not exactly such a document
   */
  public static ConsumerVerifiers read(String text) {
    StrictObject json = StrictJson.object(text, MAX_CHARS);
    json.formatVersion(FORMAT_VERSION);
    ConsumerVerifiers verifiers =
        new ConsumerVerifiers(json.object("consumer", ConsumerJson::read));
    json.end();
    return verifiers;
  }
}
