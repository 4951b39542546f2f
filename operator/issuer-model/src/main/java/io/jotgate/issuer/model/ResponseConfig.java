package io.jotgate.issuer.model;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a token service answers.
 *
 * @param includeInBody whether the answer of {@code /auth} has the token in its body too
 * @param corsOrigins origins whose pages may read the answers; {@code *} alone: all; empty: none. A
 *     set, kept sorted.
 */
public record ResponseConfig(boolean includeInBody, List<String> corsOrigins) {
  /** The token in the header only, no pages of other origins. */
  public static final ResponseConfig DEFAULT = new ResponseConfig(false, List.of());

  private static final int MAX_ORIGINS = 32;

  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if an origin is none
   */
  public ResponseConfig {
    corsOrigins = Syntax.sortedSet(Syntax.ORIGIN, corsOrigins, "corsOrigins");
    if (corsOrigins.contains("*") && corsOrigins.size() > 1) {
      throw new InvalidDocumentException("corsOrigins", "must be * alone or name origins");
    }
  }

  SortedMap<String, Object> json() {
    return new TreeMap<>(Map.of("corsOrigins", corsOrigins, "includeInBody", includeInBody));
  }

  static ResponseConfig read(StrictObject json) {
    ResponseConfig config =
        new ResponseConfig(
            json.bool("includeInBody"),
            json.strings("corsOrigins", MAX_ORIGINS, Syntax.MAX_ORIGIN));
    json.end();
    return config;
  }
}
