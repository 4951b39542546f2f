package io.jotgate.bench;

import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.PasswordVerifier;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Consumers with API keys, and users with passwords whose hash has the cost that is recommended.
 */
final class CrowdFiles {
  private final IssuerFiles files = new IssuerFiles(new SecureRandom());
  private final int users;

  /** With so many users besides the consumers with keys. */
  CrowdFiles(int users) {
    this.users = users;
  }

  /** The client id of a user. */
  static String user(int number) {
    return "user-" + number;
  }

  /** A request with the key of a consumer. */
  Request withKey(int number) {
    return Request.withKey(files.apiKey(number % IssuerFiles.CONSUMERS));
  }

  /** A request with the right password of a user. */
  static Request login(int number) {
    return Request.login(user(number), Passwords.PASSWORD);
  }

  /** Writes what the token service reads, with its usual settings. */
  void writeTo(Path directory) {
    // One hash is as good as many: nobody looks whether they are equal.
    String hash = Passwords.argon2id(new SecureRandom()).text();
    List<ConsumerEntry> consumers = new ArrayList<>();
    IntStream.range(0, IssuerFiles.CONSUMERS).mapToObj(files::consumer).forEach(consumers::add);
    IntStream.range(0, users)
        .mapToObj(i -> ProbeSet.consumer(user(i), null, new PasswordVerifier("main", hash, null)))
        .forEach(consumers::add);
    files.writeTo(directory, Instant.now(), IssuerFiles.config(), consumers);
  }
}
