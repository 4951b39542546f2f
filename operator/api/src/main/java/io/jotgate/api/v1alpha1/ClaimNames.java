package io.jotgate.api.v1alpha1;

/**
 * What names of claims are refused at admission, as expressions of RE2. The token service holds to
 * the same ones.
 */
public final class ClaimNames {
  /** Claims that the token service sets itself or that change what a token means. */
  public static final String RESERVED =
      "(?i)^(iss|sub|aud|exp|nbf|iat|jti|typ|azp|cnf|act|scp|scope|client[-_]?id|may[-_]?act|transaction[-_]?id)$";

  /** Claims by which others decide what the bearer may do, also with a namespace before them. */
  public static final String AUTHORITY =
      "(?i)(^|[/:.])(iss|sub|aud|exp|nbf|iat|jti|typ|azp|cnf|act|scp|scopes?|client[-_]?id|may[-_]?act|transaction[-_]?id"
          + "|roles?|groups?|permissions?|entitlements?|realm[-_]?access|resource[-_]?access|(is[-_]?)?admin|superuser"
          + "|acr|amr|auth[-_]?time|email[-_]?verified|phone[-_]?number[-_]?verified)$";

  /** Names of sensitive data: a part of the name, or a word of it. */
  public static final String SENSITIVE =
      "(?i:pass[-_.:/]?(word|wd|phrase|code)|(api|private|signing|encryption|secret)[-_.:/]?key"
          + "|(credit|debit)[-_.:/]?card|card[-_.:/]?number|authorization|credential|social[-_.:/]?security)"
          + "|(^|[^A-Za-z])(?i:secret|token|pwd|pin|otp|pan|cvv|cvc|ssn|iban|cookie|jwt)s?([^A-Za-z]|$)"
          + "|(^|[^A-Za-z])([Ss]ecret|[Tt]oken|[Pp]wd|[Pp]in|[Oo]tp|[Pp]an|[Cc]vv|[Cc]vc|[Ss]sn|[Ii]ban|[Cc]ookie|[Jj]wt)s?([^a-z]|$)"
          + "|[a-z0-9](Secret|Token|Pwd|Pin|Otp|Pan|Cvv|Cvc|Ssn|Iban|Cookie|Jwt|SECRET|TOKEN|PWD|PIN|OTP|PAN|CVV|CVC|SSN|IBAN|COOKIE|JWT)s?([^a-z]|$)";

  private ClaimNames() {}
}
