package io.jotgate.controller.jwtissuer;

/** Text for people. */
final class Sentences {
  private Sentences() {}

  /** The clause as the beginning of a sentence. */
  static String capitalised(String clause) {
    return clause.isEmpty()
        ? clause
        : Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
  }
}
