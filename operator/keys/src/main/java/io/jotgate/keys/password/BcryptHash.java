package io.jotgate.keys.password;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * bcrypt. It looks at 72 bytes of a password: a longer one would be as good as its beginning, so it
 * never matches. The three accepted prefixes compute the same; {@code $2x$} marks the hashes of a
 * broken implementation.
 */
final class BcryptHash implements PasswordHash {
  private static final Pattern FORM =
      Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}");
  private static final int MIN_COST = 10;
  private static final int MAX_COST = 13;
  private static final int MAX_BYTES = 72;
  private static final int MEMORY_KIB = 8;
  private static final byte[] NO_PASSWORD = {0};

  private final String text;

  private BcryptHash(String text) {
    this.text = text;
  }

  static BcryptHash of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidPasswordHashException(
          "a bcrypt hash has the form $2b$cost$ and 53 characters, or the same with $2y$ or $2a$");
    }
    int cost = Integer.parseInt(form.group(1));
    if (cost < MIN_COST || cost > MAX_COST) {
      throw new InvalidPasswordHashException(
          "the cost of a bcrypt hash is from 10 to 13: make a new one");
    }
    return new BcryptHash(text);
  }

  @Override
  public boolean matches(byte[] password) {
    boolean acceptable = PasswordHash.isAcceptable(password) && password.length <= MAX_BYTES;
    byte[] looked =
        acceptable
            ? password
            : password.length == 0 ? NO_PASSWORD : Arrays.copyOf(password, MAX_BYTES);
    return OpenBSDBCrypt.checkPassword(text, looked) && acceptable;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public int memoryKib() {
    return MEMORY_KIB;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BcryptHash that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "BcryptHash[cost=" + text.substring(4, 6) + "]";
  }
}
