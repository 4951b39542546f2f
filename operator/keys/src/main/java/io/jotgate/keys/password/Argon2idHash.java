package io.jotgate.keys.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 1.3. */
final class Argon2idHash implements PasswordHash {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]?),p=([1-9][0-9]?)"
              + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");
  private static final int MAX_MEMORY_KIB = 64 * 1024;
  private static final int MAX_PASSES = 5;
  private static final int MAX_LANES = 2;

  /** The cheapest of the settings that OWASP holds equal: 7 MiB five times. */
  private static final int MIN_MEMORY_KIB = 7 * 1024;

  private static final long MIN_KIB_TIMES_PASSES = 5L * MIN_MEMORY_KIB;

  private static final int DEFAULT_MEMORY_KIB = 19 * 1024;
  private static final int DEFAULT_PASSES = 2;
  private static final int DEFAULT_LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final byte[] NO_PASSWORD = {0};

  private final String text;
  private final int memoryKib;
  private final int passes;
  private final int lanes;
  private final byte[] salt;
  private final byte[] hash;

  private Argon2idHash(
      String text, int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
    this.text = text;
    this.memoryKib = memoryKib;
    this.passes = passes;
    this.lanes = lanes;
    this.salt = salt;
    this.hash = hash;
  }

  static Argon2idHash of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidPasswordHashException(
          "an Argon2id hash has the form $argon2id$v=19$m=..,t=..,p=..$salt$hash");
    }
    int memoryKib = Integer.parseInt(form.group(1));
    int passes = Integer.parseInt(form.group(2));
    int lanes = Integer.parseInt(form.group(3));
    requireBearableCost(memoryKib, passes, lanes);
    return new Argon2idHash(
        text, memoryKib, passes, lanes, bytes(form.group(4)), bytes(form.group(5)));
  }

  static Argon2idHash compute(byte[] password, byte[] salt) {
    byte[] hash =
        compute(password, salt, DEFAULT_MEMORY_KIB, DEFAULT_PASSES, DEFAULT_LANES, HASH_BYTES);
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return of(
        "$argon2id$v=19$m="
            + DEFAULT_MEMORY_KIB
            + ",t="
            + DEFAULT_PASSES
            + ",p="
            + DEFAULT_LANES
            + "$"
            + encoder.encodeToString(salt)
            + "$"
            + encoder.encodeToString(hash));
  }

  @Override
  public boolean matches(byte[] password) {
    boolean acceptable = PasswordHash.isAcceptable(password);
    byte[] computed =
        compute(acceptable ? password : NO_PASSWORD, salt, memoryKib, passes, lanes, hash.length);
    return MessageDigest.isEqual(computed, hash) && acceptable;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public int memoryKib() {
    return memoryKib;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Argon2idHash that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "Argon2idHash[m=" + memoryKib + ", t=" + passes + ", p=" + lanes + "]";
  }

  private static void requireBearableCost(int memoryKib, int passes, int lanes) {
    if (memoryKib > MAX_MEMORY_KIB || passes > MAX_PASSES || lanes > MAX_LANES) {
      throw new InvalidPasswordHashException(
          "an Argon2id hash costs at most m=65536,t=5,p=2: make a new one, such as with"
              + " m=19456,t=2,p=1");
    }
    if (memoryKib < MIN_MEMORY_KIB || (long) memoryKib * passes < MIN_KIB_TIMES_PASSES) {
      throw new InvalidPasswordHashException(
          "an Argon2id hash costs at least m=7168,t=5 or as much with fewer passes: make a new"
              + " one, such as with m=19456,t=2,p=1");
    }
  }

  private static byte[] compute(
      byte[] password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  /** Unpadded base64 of which each value has one text. */
  private static byte[] bytes(String encoded) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      if (Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(encoded)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same refusal.
    }
    throw new InvalidPasswordHashException(
        "the salt and the hash of an Argon2id hash are base64 without padding");
  }
}
