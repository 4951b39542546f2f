package io.jotgate.keys.password;

/**
 * A slow, salted hash of a password, in one of two forms:
 *
 * <ul>
 *   <li>Argon2id (RFC 9106) as a PHC string, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}
 *   <li>bcrypt in its modular crypt form, {@code $2b$}, {@code $2y$} or {@code $2a$}
 * </ul>
 *
 * <p>Bounds in both directions: a hash that costs more could stop the service that checks it, and
 * one that costs less protects nobody. A value is a secret of second order: its text lets whoever
 * reads it guess at leisure, so {@code toString} leaves it out.
 *
 * <p>Passwords are bytes, UTF-8 by RFC 7617, without normalisation. Computing takes tens to
 * hundreds of milliseconds of processor time and {@link #memoryKib} of memory.
 */
public sealed interface PasswordHash permits Argon2idHash, BcryptHash {
  /** Longest accepted text. */
  int MAX_CHARACTERS = 256;

  /** Longest password that is looked at, in bytes; a longer one never matches. */
  int MAX_PASSWORD_BYTES = 1024;

  /** Length of the salt that {@link #argon2id} takes, in bytes (RFC 9106 section 3.1). */
  int SALT_BYTES = 16;

  /**
   * Reads a hash without computing anything.
   *
   * @throws InvalidPasswordHashException if it has another form, or costs out of bounds
   */
  static PasswordHash parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new InvalidPasswordHashException("a password hash has at most 256 characters");
    }
    if (text.startsWith("$argon2id$")) {
      return Argon2idHash.of(text);
    }
    if (text.startsWith("$2")) {
      return BcryptHash.of(text);
    }
    throw new InvalidPasswordHashException(
        "a password hash begins with $argon2id$v=19$ or with $2b$, $2y$ or $2a$");
  }

  /**
   * Hashes a password with Argon2id at the cost that OWASP recommends: 19 MiB, two passes, one
   * lane.
   *
   * @param password 1 to {@link #MAX_PASSWORD_BYTES} bytes, none of them zero
   * @param salt {@link #SALT_BYTES} random bytes
   * @throws IllegalArgumentException if one is not as it should be
   */
  static PasswordHash argon2id(byte[] password, byte[] salt) {
    if (!isAcceptable(password)) {
      throw new IllegalArgumentException("a password has 1 to 1024 bytes, none of them zero");
    }
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
    }
    return Argon2idHash.compute(password, salt);
  }

  /**
   * Whether bytes can be a password. A zero byte cannot be in one: bcrypt takes it for an end, so
   * different passwords would match.
   */
  static boolean isAcceptable(byte[] password) {
    if (password.length == 0 || password.length > MAX_PASSWORD_BYTES) {
      return false;
    }
    for (byte one : password) {
      if (one == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether this is the hash of a password. Takes the same time for a right one and a wrong one,
   * and for one that is not {@linkplain #isAcceptable acceptable}.
   */
  boolean matches(byte[] password);

  /** The text that {@link #parse} reads. */
  String text();

  /** Memory that {@link #matches} takes, in KiB. */
  int memoryKib();
}
