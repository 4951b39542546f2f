package io.jotgate.keys.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final byte[] SALT = "0123456789abcdef".getBytes(UTF_8);

  /** Made with the reference implementation of Argon2 and with OpenBSD's bcrypt, both in C. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "password $argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$kCXUjmjvc5XMqQedpMTsOv+zyJEf5PhtGiUghW9jFyw",
        "Grüße☃🔑 $argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$sRMdPGzbBth+w/IVozypm5Jym1x1SvdJy4LCGf1uo1Y",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx $argon2id$v=19$m=65536,t=5,p=2$MDEyMzQ1Njc4OWFiY2RlZg$OBa1LqrGlsxM+NQ+j0GcqtrgaIvfrBhbVrqIYQQ2hn9BBd8rA5MUHIZCYQn3duabWHW3RU5efOENo7y3s3jL/A",
        "password $2b$10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK",
        "password $2a$10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK",
        "password $2y$10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK",
        "Grüße☃🔑 $2b$10$CCCCCCCCCCCCCCCCCCCCC.gVi2C9ukcmorwg25.NItX5cJZypcCIS",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx $2b$11$CCCCCCCCCCCCCCCCCCCCC.R1U0.yKVvZtwzTtaGDh9was/awwBtXa",
      })
  void agreesWithTheReferenceImplementations(String password, String hash) {
    PasswordHash parsed = PasswordHash.parse(hash);

    assertTrue(parsed.matches(password.getBytes(UTF_8)));
    assertFalse(parsed.matches((password.substring(1) + "!").getBytes(UTF_8)));
    assertEquals(hash, parsed.text());
  }

  @Test
  void makesTheArgon2idHashThatTheReferenceImplementationMakes() {
    PasswordHash made = PasswordHash.argon2id("Grüße☃🔑".getBytes(UTF_8), SALT);

    assertEquals(
        "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$sRMdPGzbBth+w/IVozypm5Jym1x1SvdJy4LCGf1uo1Y",
        made.text());
    assertEquals(19_456, made.memoryKib());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=19456,t=6,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=19456,t=2,p=3$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$2b$14$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK",
        "$2b$31$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK",
      })
  void refusesAHashThatWouldStopWhoeverChecksIt(String hostile) {
    assertThrows(InvalidPasswordHashException.class, () -> PasswordHash.parse(hostile));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=19456,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$2b$09$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK",
        "$2b$04$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK",
      })
  void refusesAHashThatIsTooCheapToProtectAPassword(String weak) {
    assertThrows(InvalidPasswordHashException.class, () -> PasswordHash.parse(weak));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$1$abcdefgh$JLyLzL5Yd5g5n8k1mPzUd0",
        "$2x$10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK",
        "$2b$10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7db",
        "$2b$10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK\n",
        "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$t=2,m=19456,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=019456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHR$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ=$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXP",
        "$argon2id$v=19$m=19456,t=2,p=1,data=eA$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
      })
  void refusesWhatIsNotOneOfTheForms(String text) {
    InvalidPasswordHashException refusal =
        assertThrows(InvalidPasswordHashException.class, () -> PasswordHash.parse(text));

    assertFalse(String.valueOf(refusal.getMessage()).contains("CTFhFdXP"));
  }

  @Test
  void aPasswordLongerThanBcryptReadsNeverMatches() {
    PasswordHash hash =
        PasswordHash.parse("$2b$11$CCCCCCCCCCCCCCCCCCCCC.R1U0.yKVvZtwzTtaGDh9was/awwBtXa");

    assertFalse(hash.matches("x".repeat(73).getBytes(UTF_8)));
  }

  @Test
  void anEmptyPasswordAndOneWithAZeroByteNeverMatch() {
    PasswordHash ofNothing =
        PasswordHash.parse("$2b$10$CCCCCCCCCCCCCCCCCCCCC.NijHoY5rUJSOyccDuN/gSUC4oyfQ8AO");
    PasswordHash ofPassword =
        PasswordHash.parse("$2b$10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK");

    assertFalse(ofNothing.matches(new byte[0]));
    assertFalse(ofNothing.matches(new byte[] {0}));
    assertFalse(ofPassword.matches("password\0password".getBytes(UTF_8)));
    assertThrows(
        IllegalArgumentException.class, () -> PasswordHash.argon2id(new byte[] {'a', 0}, SALT));
  }

  @Test
  void aPasswordLongerThanAnyIsRefusedBeforeItIsHashed() {
    byte[] tooLong = new byte[PasswordHash.MAX_PASSWORD_BYTES + 1];
    Arrays.fill(tooLong, (byte) 'x');

    assertThrows(IllegalArgumentException.class, () -> PasswordHash.argon2id(tooLong, SALT));
  }

  @Test
  void itsTextIsNotInWhatIsPrinted() {
    assertEquals(
        "BcryptHash[cost=10]",
        PasswordHash.parse("$2b$10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK")
            .toString());
    assertEquals(
        "Argon2idHash[m=19456, t=2, p=1]",
        PasswordHash.argon2id("password".getBytes(UTF_8), SALT).toString());
  }
}
