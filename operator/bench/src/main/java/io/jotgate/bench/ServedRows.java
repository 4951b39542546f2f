package io.jotgate.bench;

import io.jotgate.bench.Contest.Contestant;
import io.jotgate.issuer.IssuerMain;
import io.jotgate.issuer.crypto.SigningProvider;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.keys.password.PasswordHash;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is measured over HTTPS: one server for each row, and the raw crypto that it needs. */
final class ServedRows {
  private static final int RSA_BITS = 2048;

  private final SecureRandom random = new SecureRandom();
  private final SigningProvider provider;
  private final ServerRuntime runtime;
  private final String note;
  private final Contest contest;
  private final List<Measured> raw = new ArrayList<>();

  /** A server, and the files that it reads. */
  record Planned(IssuerFiles files, Served.Row row) {}

  /**
   * Rows of one crypto provider.
   *
   * @param provider in this process, for the raw crypto
   * @param runtime of the servers, with the same provider
   * @param note goes behind their names
   */
  ServedRows(SigningProvider provider, ServerRuntime runtime, String note, Pace pace) {
    this.provider = provider;
    this.runtime = runtime;
    this.note = note;
    this.contest = new Contest(pace);
  }

  /** The echo, which the rows after it are compared with. */
  Planned echo(IssuerFiles files) {
    Served.Row row =
        new Served.Row(
            "echo of the HTTP stack" + note,
            runtime,
            EchoMain.class,
            Optional.empty(),
            files.requests(),
            true,
            List.of());
    return new Planned(files, row);
  }

  /** API keys of so many consumers. */
  Planned apiKeys(String algorithm, int consumers) {
    IssuerFiles files =
        new IssuerFiles(
            random, SigningKeys.parameters(algorithm, RSA_BITS), consumers, Optional.empty());
    String name = algorithm + ", API key, " + consumers(consumers);
    return issuer(name, files, files.requests(), true, List.of(signature(files)));
  }

  /** Passwords: each consumer logs in for the first time. */
  Planned firstLogins(String hashName, PasswordHash hash) {
    IssuerFiles files = withPasswords(IssuerFiles.CONSUMERS, hash);
    Measured rawHash = measure(RawCrypto.hash(hashName, hash));
    String name = "ES256, " + hashName + ", " + consumers(IssuerFiles.CONSUMERS) + ", first logins";
    return issuer(name, files, files.logins(), false, List.of(signature(files), rawHash));
  }

  /** Passwords: one consumer logs in again and again, which is remembered for a minute. */
  Planned repeatedLogins(String hashName, PasswordHash hash) {
    IssuerFiles files = withPasswords(1, hash);
    String name = "ES256, " + hashName + ", 1 consumer, again and again";
    return issuer(name, files, files.logins(), true, List.of(signature(files)));
  }

  /** The raw crypto that was measured for the rows. */
  List<Measured> raw() {
    return List.copyOf(raw);
  }

  private IssuerFiles withPasswords(int consumers, PasswordHash hash) {
    return new IssuerFiles(random, KeyParameters.of("ES256"), consumers, Optional.of(hash));
  }

  private Planned issuer(
      String name,
      IssuerFiles files,
      List<Request> requests,
      boolean repeats,
      List<Measured> crypto) {
    Optional<PublicJwk> key = Optional.of(PublicJwk.parse(files.key().publicJwk()));
    Served.Row row =
        new Served.Row(name + note, runtime, IssuerMain.class, key, requests, repeats, crypto);
    return new Planned(files, row);
  }

  private Measured signature(IssuerFiles files) {
    return measure(RawCrypto.signature(provider, PrivateJwk.parse(files.key().privateJwk())));
  }

  /** Once for each name: rows of one algorithm share what it costs. */
  private Measured measure(Contestant contestant) {
    return raw.stream()
        .filter(measured -> measured.name().equals(contestant.name()))
        .findFirst()
        .orElseGet(
            () -> {
              Measured measured = contest.run(List.of(contestant)).getFirst();
              raw.add(measured);
              return measured;
            });
  }

  private static String consumers(int count) {
    return count == 1 ? "1 consumer" : "%,d consumers".formatted(count);
  }
}
