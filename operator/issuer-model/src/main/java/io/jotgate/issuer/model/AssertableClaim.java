package io.jotgate.issuer.model;

/**
 * A claim that a consumer may fill from its request.
 *
 * @param name the claim
 * @param pattern what the whole value has to match
 */
public record AssertableClaim(String name, ValuePattern pattern) {
  /**
   * Checks the form of the name.
   *
   * @throws InvalidDocumentException if it has another form
   */
  public AssertableClaim {
    Syntax.require(Syntax.NAME, name, "name");
  }

  /**
   * A claim with a pattern that is compiled here.
   *
   * @throws InvalidDocumentException if the name has another form or the pattern is none
   */
  public AssertableClaim(String name, String pattern) {
    this(name, new ValuePattern(pattern));
  }
}
