package io.jotgate.issuer.model;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Character sets and lengths that several documents share. */
final class Syntax {
  static final int MAX_AUDIENCE = 256;
  static final int MAX_SCOPE = 128;
  static final int MAX_NAME = 128;
  static final int MAX_ATTRIBUTE = 256;
  static final int MAX_KID = 128;
  static final int MAX_URL = 512;
  static final int MAX_ORIGIN = 256;

  /** A scope-token of RFC 6749 section 3.3: no space, quote or backslash. */
  static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1," + MAX_SCOPE + "}");

  /** Printable ASCII without quotes, backslash and comma: safe in headers, logs and proxy files. */
  static final Pattern AUDIENCE = Pattern.compile("[!#-+\\-./0-9:;<=>?@A-Z\\[\\]^_a-z{|}~]{1,256}");

  /** Identifiers that this project makes: names, uids, revisions, key ids. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/:=-]{1," + MAX_NAME + "}");

  /** Any text of one line without control characters. */
  static final Pattern ATTRIBUTE = Pattern.compile("[^\\p{Cntrl}]{1," + MAX_ATTRIBUTE + "}");

  static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

  /** A serialised origin (RFC 6454 section 6.2), or the wildcard of CORS. */
  static final Pattern ORIGIN =
      Pattern.compile("\\*|https?://[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?");

  static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");

  static final Pattern CREDENTIAL_ID = Pattern.compile("[a-z2-7]{12}");

  private Syntax() {}

  /** Returns the value if it matches, or says which component is wrong without repeating it. */
  static String require(Pattern pattern, String value, String component) {
    if (!pattern.matcher(value).matches()) {
      throw new InvalidDocumentException(component, "does not match " + pattern);
    }
    return value;
  }

  /** The values of a set in one order: each once, sorted. */
  static List<String> sortedSet(Pattern pattern, Collection<String> values, String component) {
    values.forEach(value -> require(pattern, value, component));
    return values.stream().distinct().sorted().toList();
  }
}
