package io.jotgate.issuer.sensitive;

import java.util.Optional;

/**
 * Tells whether a text has something in it that does not belong into a token, which everybody can
 * read who sees it. A match stands alone: letters or digits right beside it make it something else,
 * such as a part of a hash.
 */
public final class SensitiveGuard {
  private static final String PEM = "-----BEGIN ";

  /** No rule matches a shorter text. */
  private static final int SHORTEST = 9;

  /** No number that a rule knows has fewer digits. */
  private static final int FEWEST_DIGITS = 7;

  private SensitiveGuard() {}

  /** The first rule that the text breaks. The time is linear in its length. */
  public static Optional<SensitiveRule> find(String text) {
    if (text.length() < SHORTEST) {
      return Optional.empty();
    }
    int digits = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean begins = !inWord && Words.isWordCharacter(c);
      inWord = Words.isWordCharacter(c);
      if (Words.isDigit(c)) {
        digits++;
      } else if (begins) {
        Optional<SensitiveRule> key = KnownKeys.at(text, i);
        if (key.isPresent()) {
          return key;
        }
      } else if (c == '-' && text.startsWith(PEM, i)) {
        return Optional.of(SensitiveRule.PEM);
      }
    }
    return digits < FEWEST_DIGITS ? Optional.empty() : findNumber(Words.of(text));
  }

  private static Optional<SensitiveRule> findNumber(Words words) {
    for (int word = 0; word < words.count(); word++) {
      if (CardNumbers.at(words, word)) {
        return Optional.of(SensitiveRule.CARD_NUMBER);
      }
      if (Ibans.at(words, word)) {
        return Optional.of(SensitiveRule.IBAN);
      }
      if (NationalId.at(words, word).isPresent()) {
        return Optional.of(SensitiveRule.NATIONAL_ID);
      }
    }
    return Optional.empty();
  }
}
