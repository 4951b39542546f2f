package io.jotgate.issuer.model;

import com.google.re2j.Pattern;
import java.util.Locale;

/**
 * What the name of a claim tells about it. The API server checks the same expressions when a
 * JwtIssuer is written; they are RE2.
 */
public final class ClaimNames {
  /**
   * Claims that the token service sets itself or that change what a token means (RFC 7519, 8693,
   * 7800, 9068): nothing may be mapped to them.
   */
  public static final String RESERVED =
      "(?i)^(iss|sub|aud|exp|nbf|iat|jti|typ|azp|cnf|act|scp|scope|client[-_]?id|may[-_]?act|transaction[-_]?id)$";

  /**
   * Claims by which others decide what the bearer may do: what a client says of itself is never
   * one. Also with a namespace before the name, such as {@code https://example.com/role}.
   */
  public static final String AUTHORITY =
      "(?i)(^|[/:.])(iss|sub|aud|exp|nbf|iat|jti|typ|azp|cnf|act|scp|scopes?|client[-_]?id|may[-_]?act|transaction[-_]?id"
          + "|roles?|groups?|permissions?|entitlements?|realm[-_]?access|resource[-_]?access|(is[-_]?)?admin|superuser"
          + "|acr|amr|auth[-_]?time|email[-_]?verified|phone[-_]?number[-_]?verified)$";

  /**
   * Names of what does not belong into a token, because everybody who sees it can read it: as a
   * part of the name where that part has no other meaning, else as a word of it ({@code card_pan},
   * {@code cardPan}, but not {@code company}).
   */
  public static final String SENSITIVE =
      "(?i:pass[-_.:/]?(word|wd|phrase|code)|(api|private|signing|encryption|secret)[-_.:/]?key"
          + "|(credit|debit)[-_.:/]?card|card[-_.:/]?number|authorization|credential|social[-_.:/]?security)"
          + "|(^|[^A-Za-z])(?i:secret|token|pwd|pin|otp|pan|cvv|cvc|ssn|iban|cookie|jwt)s?([^A-Za-z]|$)"
          + "|(^|[^A-Za-z])([Ss]ecret|[Tt]oken|[Pp]wd|[Pp]in|[Oo]tp|[Pp]an|[Cc]vv|[Cc]vc|[Ss]sn|[Ii]ban|[Cc]ookie|[Jj]wt)s?([^a-z]|$)"
          + "|[a-z0-9](Secret|Token|Pwd|Pin|Otp|Pan|Cvv|Cvc|Ssn|Iban|Cookie|Jwt|SECRET|TOKEN|PWD|PIN|OTP|PAN|CVV|CVC|SSN|IBAN|COOKIE|JWT)s?([^a-z]|$)";

  private static final Pattern RESERVED_PATTERN = Pattern.compile(RESERVED);
  private static final Pattern AUTHORITY_PATTERN = Pattern.compile(AUTHORITY);
  private static final Pattern SENSITIVE_PATTERN = Pattern.compile(SENSITIVE);

  private ClaimNames() {}

  /** Whether no mapping may set this claim. */
  public static boolean reserved(String name) {
    return RESERVED_PATTERN.matcher(name).find();
  }

  /** Whether a client may never set this claim. */
  public static boolean authority(String name) {
    return AUTHORITY_PATTERN.matcher(name).find();
  }

  /** Whether the name of a claim or of where it comes from says that it is sensitive. */
  public static boolean sensitive(String name) {
    return SENSITIVE_PATTERN.matcher(name).find();
  }

  /** A name without regard to case, {@code -} and {@code _}: how denyNames are compared. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
