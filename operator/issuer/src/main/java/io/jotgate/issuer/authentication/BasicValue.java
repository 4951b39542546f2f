package io.jotgate.issuer.authentication;

import io.jotgate.issuer.authentication.Presented.Password;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The value of {@code Authorization: Basic}: user and password in UTF-8 (RFC 7617). */
final class BasicValue {
  private BasicValue() {}

  /** User and password as they were sent; empty if the text is no such value. */
  static Optional<Password> read(String token68) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(token68);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return utf8(bytes)
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .filter(text -> text.indexOf(':') >= 0)
        .map(BasicValue::split);
  }

  /** The same at the token endpoint, where both were encoded like in a form (RFC 6749 2.3.1). */
  static Optional<Password> readEncoded(String token68) {
    return read(token68)
        .flatMap(
            raw ->
                PercentEncoding.decode(raw.user())
                    .flatMap(
                        user ->
                            PercentEncoding.decode(raw.password())
                                .map(password -> new Password(user, password))));
  }

  private static Password split(String text) {
    int colon = text.indexOf(':');
    return new Password(text.substring(0, colon), text.substring(colon + 1));
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
