package io.jotgate.bench;

import io.jotgate.keys.password.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** The password of all consumers that have one, and its hashes. */
final class Passwords {
  static final String PASSWORD = "correct-horse-battery-staple";
  private static final int BCRYPT_COST = 10;

  private Passwords() {}

  /** At the cost of the hashes that the operator makes. */
  static PasswordHash argon2id(SecureRandom random) {
    return PasswordHash.argon2id(bytes(), salt(random));
  }

  /** At the least cost that is in wide use. */
  static PasswordHash bcrypt(SecureRandom random) {
    return PasswordHash.parse(OpenBSDBCrypt.generate("2b", bytes(), salt(random), BCRYPT_COST));
  }

  static byte[] bytes() {
    return PASSWORD.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] salt(SecureRandom random) {
    byte[] salt = new byte[PasswordHash.SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }
}
