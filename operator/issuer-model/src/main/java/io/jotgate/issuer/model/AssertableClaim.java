package io.jotgate.issuer.model;

/**
 * A claim that a consumer may fill from its request.
 *
 * @param name the claim
 * @param pattern regular expression that the whole value has to match
 */
public record AssertableClaim(String name, String pattern) {
  static final int MAX_PATTERN = 256;

  /**
   * Checks the form of the name and the length of the pattern.
   *
   * @throws InvalidDocumentException if one has another form
   */
  public AssertableClaim {
    Syntax.require(Syntax.NAME, name, "name");
    if (pattern.isEmpty() || pattern.length() > MAX_PATTERN) {
      throw new InvalidDocumentException(
          "pattern", "must have 1 to " + MAX_PATTERN + " characters");
    }
  }
}
