package io.jotgate.issuer.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The JSON form of {@link Credentials}: {@code credentials.json}. */
public final class CredentialsCodec {
  private static final int FORMAT_VERSION = 1;
  private static final int MAX_CHARS = 1024 * 1024;
  private static final int MAX_CONSUMERS = 10_000;
  private static final int REVISION_LENGTH = 16;

  private CredentialsCodec() {}

  /** Writes the consumers of an issuer; equal values give equal text. */
  public static String write(Credentials credentials) {
    return StrictJson.write(
        FORMAT_VERSION,
        Map.of(
            "consumers", credentials.consumers().stream().map(ConsumerJson::write).toList(),
            "revision", credentials.revision()));
  }

  /**
   * Reads the consumers of an issuer.
   *
   * @throws InvalidDocumentException if the text is not exactly such a document
   */
  public static Credentials read(String text) {
    StrictObject json = StrictJson.object(text, MAX_CHARS);
    json.formatVersion(FORMAT_VERSION);
    Credentials credentials =
        new Credentials(
            json.string("revision", Syntax.MAX_NAME),
            json.objects("consumers", MAX_CONSUMERS, ConsumerJson::read));
    json.end();
    return credentials;
  }

  static Credentials withDerivedRevision(List<ConsumerEntry> consumers) {
    String content = write(new Credentials("-", consumers));
    String hash = Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
    return new Credentials(hash.substring(0, REVISION_LENGTH), consumers);
  }
}
