package io.jotgate.issuer.sensitive;

import java.util.Map;
import java.util.TreeMap;

/** Bank account numbers (ISO 13616): lengths by country as in the registry of SWIFT. */
final class Ibans {
  private static final String LENGTHS =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18"
          + " DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22"
          + " IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19"
          + " MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31"
          + " SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

  private static final Map<String, Integer> LENGTH = lengths();

  private Ibans() {}

  /** The countries of the registry and the length of their numbers. */
  static Map<String, Integer> lengths() {
    Map<String, Integer> lengths = new TreeMap<>();
    for (String entry : LENGTHS.split(" ", -1)) {
      lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
    }
    return lengths;
  }

  /** Whether an IBAN begins with this word, in one piece or in groups. */
  static boolean at(Words words, int word) {
    if (words.length(word) < 4 || Words.isDigit(words.first(word))) {
      return false;
    }
    String head = words.joined(word, 1);
    Integer length = LENGTH.get(head.substring(0, 2));
    if (length == null || !Checksums.allDigits(head.substring(2, 4))) {
      return false;
    }
    int total = head.length();
    int next = word + 1;
    while (total < length && next < words.count() && words.joint(next) != 0) {
      total += words.length(next++);
    }
    return total == length && isIban(words.joined(word, next - word));
  }

  private static boolean isIban(String iban) {
    return Checksums.mod97(iban.substring(4) + iban.substring(0, 4)) == 1;
  }
}
