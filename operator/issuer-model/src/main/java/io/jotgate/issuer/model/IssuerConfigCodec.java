package io.jotgate.issuer.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The JSON form of {@link IssuerConfig}: {@code issuer.json}. */
public final class IssuerConfigCodec {
  private static final int FORMAT_VERSION = 1;
  private static final int MAX_CHARS = 256 * 1024;
  private static final int MAX_AUDIENCES = 64;
  private static final int MAX_SCOPES = 1024;

  private IssuerConfigCodec() {}

  /** Writes a configuration; equal values give equal text. */
  public static String write(IssuerConfig config) {
    return StrictJson.write(
        FORMAT_VERSION,
        Map.of(
            "audiences", config.audiences(),
            "authentication", config.authentication().json(),
            "claims", ClaimsJson.write(config.claims()),
            "issuerURL", config.issuerURL(),
            "jwksMaxAgeSeconds", config.jwksMaxAgeSeconds(),
            "maxTtlSeconds", config.maxTtlSeconds(),
            "response", config.response().json(),
            "scopes", config.scopes(),
            "ttlSeconds", config.ttlSeconds()));
  }

  /**
   * Reads a configuration.
   *
   * @throws InvalidDocumentException if the text is not exactly one
   */
  public static IssuerConfig read(String text) {
    StrictObject json = StrictJson.object(text, MAX_CHARS);
    json.formatVersion(FORMAT_VERSION);
    IssuerConfig config =
        new IssuerConfig(
            json.string("issuerURL", Syntax.MAX_URL),
            json.strings("audiences", MAX_AUDIENCES, Syntax.MAX_AUDIENCE),
            json.number("ttlSeconds", 1, IssuerConfig.HARD_MAX_TTL_SECONDS),
            json.number("maxTtlSeconds", 1, IssuerConfig.HARD_MAX_TTL_SECONDS),
            json.object("authentication", AuthenticationConfig::read),
            json.strings("scopes", MAX_SCOPES, Syntax.MAX_SCOPE),
            json.number("jwksMaxAgeSeconds", 0, Integer.MAX_VALUE),
            json.object("response", ResponseConfig::read),
            json.object("claims", ClaimsJson::read));
    json.end();
    return config;
  }

  /** SHA-256 of the written form, in hex: {@link IssuerState#configHash()} of who has loaded it. */
  public static String hash(IssuerConfig config) {
    return Sha256.hex(write(config).getBytes(StandardCharsets.UTF_8));
  }
}
