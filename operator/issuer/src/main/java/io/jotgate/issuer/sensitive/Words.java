package io.jotgate.issuer.sensitive;

import java.util.Arrays;

/**
 * A text cut into its words: runs of ASCII letters and digits. Two words are joined if exactly one
 * separator stands between them, as in {@code 4111 1111-1111.1111}.
 */
final class Words {
  private static final String SEPARATORS =
      " -./_+\u00A0\u2007\u2009\u2010\u2011\u2012\u2013\u2014\u202F";
  private static final int EXPECTED = 16;

  private final String text;
  private int[] starts = new int[EXPECTED];
  private int[] ends = new int[EXPECTED];
  private int count;

  private Words(String text) {
    this.text = text;
  }

  static Words of(String text) {
    Words words = new Words(text);
    int at = 0;
    while (at < text.length()) {
      if (isWordCharacter(text.charAt(at))) {
        int start = at;
        while (at < text.length() && isWordCharacter(text.charAt(at))) {
          at++;
        }
        words.add(start, at);
      } else {
        at++;
      }
    }
    return words;
  }

  static boolean isWordCharacter(char c) {
    return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  int count() {
    return count;
  }

  int length(int word) {
    return ends[word] - starts[word];
  }

  char first(int word) {
    return text.charAt(starts[word]);
  }

  /** The separator before a word, or 0 if the word is not joined to the one before. */
  char joint(int word) {
    boolean joined = word > 0 && word < count && starts[word] - ends[word - 1] == 1;
    char between = joined ? text.charAt(starts[word] - 1) : 0;
    return SEPARATORS.indexOf(between) >= 0 ? between : 0;
  }

  /** Whether the words from this one on are joined and have these lengths. */
  boolean grouped(int word, int... lengths) {
    for (int i = 0; i < lengths.length; i++) {
      int at = word + i;
      if (at >= count || length(at) != lengths[i] || (i > 0 && joint(at) == 0)) {
        return false;
      }
    }
    return true;
  }

  /** The characters of some words, one after the other, letters in upper case. */
  String joined(int word, int words) {
    StringBuilder joined = new StringBuilder();
    for (int at = word; at < word + words; at++) {
      for (int i = starts[at]; i < ends[at]; i++) {
        joined.append(upper(text.charAt(i)));
      }
    }
    return joined.toString();
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }
}
