package io.jotgate.issuer.sensitive;

import static io.jotgate.issuer.sensitive.Checksums.digit;
import static io.jotgate.issuer.sensitive.Checksums.number;
import static io.jotgate.issuer.sensitive.Checksums.weighted;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Personal numbers of states that can be told from other numbers, by their check digits or, where
 * there are none, by the groups in which they are written. Each is matched in one piece or in its
 * usual groups.
 *
 * <p>Not among them: numbers that one in ten other numbers of the same length would match, such as
 * the Dutch BSN or an Aadhaar number without groups.
 */
enum NationalId {
  /** Belgium, national number: birth date, serial, mod 97; 2000 is put before for later births. */
  BELGIUM("[0-9]{11}", new int[][] {{11}, {2, 2, 2, 3, 2}}) {
    @Override
    boolean check(String id) {
      long base = Long.parseLong(id, 0, 9, 10);
      long check = number(id, 9, 11);
      return date(number(id, 2, 4), number(id, 4, 6))
          && (97 - base % 97 == check || 97 - (2_000_000_000L + base) % 97 == check);
    }
  },
  /** Brazil, CPF: two digits mod 11. */
  BRAZIL("[0-9]{11}", new int[][] {{11}, {3, 3, 3, 2}}) {
    @Override
    boolean check(String id) {
      int first = weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
      int second = weighted(id, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
      boolean oneDigit = id.chars().distinct().count() == 1;
      return !oneDigit && digit(id, 9) == first && digit(id, 10) == second;
    }
  },
  /** China, resident identity: region, birth date, serial, ISO 7064 mod 11-2. */
  CHINA("[1-9][0-9]{16}[0-9X]", new int[][] {{18}}) {
    @Override
    boolean check(String id) {
      int sum = weighted(id, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
      int year = number(id, 6, 10);
      return year >= 1900
          && year < 2030
          && date(number(id, 10, 12), number(id, 12, 14))
          && "10X98765432".charAt(sum % 11) == id.charAt(17);
    }
  },
  /** Finland, personal identity code: birth date, mark of the century, serial, mod 31. */
  FINLAND("[0-9]{6}[-+A-FU-Y]?[0-9]{3}[0-9A-Y]", new int[][] {{11}, {6, 4}}) {
    @Override
    boolean check(String id) {
      int serial = id.length() - 4;
      int number = number(id, 0, 6) * 1000 + number(id, serial, serial + 3);
      return date(number(id, 2, 4), number(id, 0, 2))
          && "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(number % 31) == id.charAt(serial + 3);
    }
  },
  /** France, NIR: sex, birth month, department, place, mod 97; Corsica has letters. */
  FRANCE(
      "[12][0-9]{4}([0-9]{2}|2A|2B)[0-9]{8}", new int[][] {{15}, {1, 2, 2, 2, 3, 3, 2}, {13, 2}}) {
    @Override
    boolean check(String id) {
      String digits = id.replace("2A", "19").replace("2B", "18");
      int month = number(digits, 3, 5);
      return ((month >= 1 && month <= 12) || month >= 20)
          && 97 - Long.parseLong(digits, 0, 13, 10) % 97 == number(digits, 13, 15);
    }
  },
  /** Germany, tax identification number: one digit twice or three times, ISO 7064 mod 11,10. */
  GERMANY("[1-9][0-9]{10}", new int[][] {{11}, {2, 3, 3, 3}}) {
    @Override
    boolean check(String id) {
      long[] times = new long[10];
      id.chars().limit(10).forEach(c -> times[c - '0']++);
      boolean repeated = Arrays.stream(times).filter(n -> n > 1).count() == 1;
      return repeated && Arrays.stream(times).max().orElse(0) <= 3 && Checksums.mod11And10(id);
    }
  },
  /** India, Aadhaar: Verhoeff, in its groups only. */
  INDIA("[2-9][0-9]{11}", new int[][] {{4, 4, 4}}) {
    @Override
    boolean check(String id) {
      return Checksums.verhoeff(id);
    }
  },
  /** Italy, codice fiscale: names, birth date and place, a letter mod 26. */
  ITALY(
      "[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]",
      new int[][] {{16}, {3, 3, 5, 5}, {3, 3, 5, 4, 1}}) {
    // What a character counts for at odd places is the index of its letter; digits are as A to J.
    private static final String ODD = "BAKPLCQDREVOSFTGUHMINJWZYX";

    @Override
    boolean check(String id) {
      int sum = 0;
      for (int i = 0; i < 15; i++) {
        int value = Character.digit(id.charAt(i), 36);
        int order = value > 9 ? value - 10 : value;
        sum += i % 2 == 0 ? ODD.indexOf('A' + order) : order;
      }
      return 'A' + sum % 26 == id.charAt(15);
    }
  },
  /** Norway, birth number: birth date, serial, two digits mod 11. */
  NORWAY("[0-9]{11}", new int[][] {{11}, {6, 5}}) {
    @Override
    boolean check(String id) {
      // D-numbers of people without residence add 40 to the day.
      int day = number(id, 0, 2);
      return date(number(id, 2, 4), day > 40 ? day - 40 : day)
          && weighted(id, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
          && weighted(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }
  },
  /** Poland, PESEL: birth date with the century in the month, serial, mod 10. */
  POLAND("[0-9]{11}", new int[][] {{11}}) {
    @Override
    boolean check(String id) {
      int month = number(id, 2, 4);
      boolean born = month < 20 || number(id, 0, 2) < 30;
      return born
          && month < 40
          && date(month % 20, number(id, 4, 6))
          && weighted(id, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }
  },
  /** Spain, DNI and NIE: a letter mod 23. */
  SPAIN("[XYZ0-9][0-9]{7}[A-Z]", new int[][] {{9}, {8, 1}, {1, 7, 1}}) {
    @Override
    boolean check(String id) {
      int first = "XYZ".indexOf(id.charAt(0));
      int number = number((first < 0 ? id.substring(0, 1) : "" + first) + id.substring(1, 8), 0, 8);
      return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23) == id.charAt(8);
    }
  },
  /** Sweden, personal number: birth date, serial, Luhn over ten digits; with its separator only. */
  SWEDEN("(1[89]|20)?[0-9]{10}", new int[][] {{6, 4}, {8, 4}}) {
    @Override
    boolean check(String id) {
      String ten = id.substring(id.length() - 10);
      // Coordination numbers add 60 to the day.
      int day = number(ten, 4, 6);
      // Not what is a moment of these years: the day and a time such as 20261124-1830.
      boolean past = id.length() == 10 || number(id, 0, 4) < 2016;
      return past && date(number(ten, 2, 4), day > 60 ? day - 60 : day) && Checksums.luhn(ten);
    }
  },
  /** United States, social security number: no check digit, so in its groups with dashes only. */
  UNITED_STATES("[0-9]{9}", new int[][] {{3, 2, 4}}) {
    @Override
    boolean check(String id) {
      int area = number(id, 0, 3);
      return area != 0
          && area != 666
          && area < 900
          && number(id, 3, 5) != 0
          && number(id, 5, 9) != 0;
    }

    @Override
    boolean separated(Words words, int word) {
      return words.joint(word + 1) == words.joint(word + 2) && words.joint(word + 1) == '-';
    }
  };

  private static final List<NationalId> ALL = List.of(values());

  private final Pattern syntax;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
  private final int[][] groups;

  NationalId(String syntax, int[][] groups) {
    this.syntax = Pattern.compile(syntax);
    this.groups = groups;
  }

  /** Whether a text of the right syntax, without separators, is such a number. */
  abstract boolean check(String id);

  /** Whether the separators of the groups are those of such a number. */
  boolean separated(Words words, int word) {
    return true;
  }

  /** The number that begins with this word. */
  static Optional<NationalId> at(Words words, int word) {
    for (NationalId id : ALL) {
      if (id.matches(words, word)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private boolean matches(Words words, int word) {
    for (int[] group : groups) {
      // Groups that go on after a dash are something else, such as a UUID.
      if (words.grouped(word, group)
          && (group.length == 1 || words.joint(word + group.length) != '-')
          && separated(words, word)) {
        String joined = words.joined(word, group.length);
        if (syntax.matcher(joined).matches() && check(joined)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether there is such a day in some year. */
  private static boolean date(int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= (month == 2 ? 29 : 31 - (month - 1) % 7 % 2);
  }
}
