package io.jotgate.issuer.authentication;

import java.util.Locale;

/** How a request tries to authenticate. */
public enum AuthenticationMethod {
  /** No credential, several, or one without its form. */
  NONE,
  /** An API key. */
  API_KEY,
  /** Client id and password. */
  PASSWORD,
  /** A signed assertion. */
  PRIVATE_KEY_JWT;

  static AuthenticationMethod of(Presented presented) {
    return switch (presented) {
      case Presented.ApiKeyText key -> API_KEY;
      case Presented.Password password -> PASSWORD;
      case Presented.Assertion assertion -> PRIVATE_KEY_JWT;
      case Presented.None none -> NONE;
      case Presented.Several several -> NONE;
      case Presented.Malformed malformed -> NONE;
    };
  }

  /** The name in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
