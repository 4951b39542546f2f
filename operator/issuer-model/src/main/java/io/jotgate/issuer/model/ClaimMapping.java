package io.jotgate.issuer.model;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one claim of a token is filled.
 *
 * @param claim name of the claim
 * @param source where its value comes from
 * @param type its JSON type
 * @param required whether a request without a value is refused; else the claim is left out
 * @param pattern what a string, or each string of a list, has to match as a whole; null: anything
 * @param maxLength most characters (Unicode code points) of a string, or of each string of a list
 */
public record ClaimMapping(
    String claim,
    ClaimSource source,
    ClaimType type,
    boolean required,
    @Nullable ValuePattern pattern,
    int maxLength) {
  /** Length of a string where the mapping does not limit it. */
  public static final int DEFAULT_MAX_LENGTH = 256;

  /** The largest limit of the length of a string. */
  public static final int HARD_MAX_LENGTH = 1024;

  static final int MAX_NAME = 128;
  static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_:/.-]{0," + (MAX_NAME - 1) + "}");

  /**
   * Checks that this claim may be filled from this source.
   *
   * @throws InvalidDocumentException if the claim is not to be mapped, not by a client, or a
   *     constant is no value of the type
   */
  public ClaimMapping {
    Syntax.require(NAME, claim, "claim");
    if (ClaimNames.reserved(claim)) {
      throw invalid(claim, "is set by the token service itself and cannot be mapped");
    }
    if (ClaimNames.sensitive(claim)) {
      throw invalid(claim, "is the name of sensitive data, which does not belong into a token");
    }
    if (source.clientAsserted() && ClaimNames.authority(claim)) {
      throw invalid(claim, "decides what the bearer may do: it cannot come from the client");
    }
    if (maxLength < 1 || maxLength > HARD_MAX_LENGTH) {
      throw invalid(claim, "maxLength must be from 1 to " + HARD_MAX_LENGTH);
    }
    if (pattern != null && type != ClaimType.STRING && type != ClaimType.STRING_LIST) {
      throw invalid(claim, "pattern needs the type String or StringList");
    }
    if (source instanceof ClaimSource.Value(String text) && type.parse(text).isEmpty()) {
      throw invalid(claim, "value is not of the type of the claim");
    }
    if (source instanceof ClaimSource.Consumer consumer
        && consumer.isGroups()
        && type != ClaimType.STRING_LIST) {
      throw invalid(claim, "groups need the type StringList");
    }
  }

  /** The value of a claim that is the same in each token. */
  public Optional<Object> constant() {
    return source instanceof ClaimSource.Value(String text) ? type.parse(text) : Optional.empty();
  }

  private static InvalidDocumentException invalid(String claim, String rule) {
    // The name has the syntax of a claim: it is a name of the configuration and no secret.
    return new InvalidDocumentException("claim " + claim, rule);
  }
}
