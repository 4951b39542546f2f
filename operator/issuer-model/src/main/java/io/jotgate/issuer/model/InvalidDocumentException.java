package io.jotgate.issuer.model;

/**
 * A document that cannot be accepted.
 *
 * <p>The message names the place by names of the schema and the rule that was broken. It never
 * repeats a value, because the document may hold key material. For the same reason there is no
 * cause.
 */
public final class InvalidDocumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Names a place and the broken rule.
   *
   * @param path where, by member names of the schema, such as {@code consumers[3].keys}
   * @param rule what must hold there
   */
  public InvalidDocumentException(String path, String rule) {
    super(path.isEmpty() ? rule : path + ": " + rule);
  }
}
