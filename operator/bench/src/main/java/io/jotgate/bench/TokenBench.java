package io.jotgate.bench;

import static io.jotgate.bench.Table.number;
import static io.jotgate.bench.Table.percent;

import io.jotgate.bench.Contest.Contestant;
import io.jotgate.issuer.authentication.Authentication;
import io.jotgate.issuer.authentication.Authenticator;
import io.jotgate.issuer.authentication.CredentialIndex;
import io.jotgate.issuer.authentication.PasswordPool;
import io.jotgate.issuer.authentication.PresentedCredentials;
import io.jotgate.issuer.authentication.Usage;
import io.jotgate.issuer.crypto.SigningProvider;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.issuer.token.Grant;
import io.jotgate.issuer.token.MintedToken;
import io.jotgate.issuer.token.TokenMinter;
import io.jotgate.issuer.token.TokenRequest;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.password.PasswordHash;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tokens per second of CPU time: the parts of the token service that make a token against one raw
 * signature, then the whole service over HTTPS against the echo of its HTTP stack plus one raw
 * signature.
 */
public final class TokenBench {
  private final Pace pace;
  private final InstantSource clock = InstantSource.system();
  private final Checks checks = new Checks(clock);
  private final SigningProvider fast = SigningProvider.choose();
  private final IssuerFiles files = new IssuerFiles(new SecureRandom());
  private final Authenticator authenticator =
      new Authenticator(
          clock,
          new SecureRandom(),
          PasswordPool.ofProcess(),
          new Usage(),
          (method, outcome) -> {});
  private final List<Table> tables = new ArrayList<>();

  private TokenBench(Pace pace) {
    this.pace = pace;
  }

  /**
   * Runs the program.
   *
   * @param arguments {@code --quick} or nothing
   */
  public static void main(String[] arguments) {
    Pace pace = Pace.of(arguments);
    System.exit(run(pace).print(System.out, pace));
  }

  static Report run(Pace pace) {
    TokenBench bench = new TokenBench(pace);
    bench.inProcess();
    bench.served();
    return bench.checks.report(bench.tables);
  }

  /** Measures token services and echoes, and beside them the raw crypto that they cannot save. */
  private void served() {
    ServerRuntime runtime = ServerRuntime.nativeCrypto();
    ServedRows rows = new ServedRows(fast, runtime, "", pace);
    PasswordHash argon2id = Passwords.argon2id(new SecureRandom());
    List<ServedRows.Planned> planned = new ArrayList<>();
    planned.add(rows.echo(files));
    planned.add(rows.apiKeys("ES256", IssuerFiles.CONSUMERS));
    planned.add(rows.firstLogins("Argon2id", argon2id));
    if (pace.quick()) {
      tables.add(rawCrypto(rows.raw()));
      tables.addAll(new ServedTokens(pace, checks, clock).run(planned));
      return;
    }
    PasswordHash bcrypt = Passwords.bcrypt(new SecureRandom());
    planned.add(rows.apiKeys("ES256", 1));
    planned.add(rows.apiKeys("RS256", IssuerFiles.CONSUMERS));
    planned.add(rows.apiKeys("EdDSA", IssuerFiles.CONSUMERS));
    planned.add(rows.repeatedLogins("Argon2id", argon2id));
    planned.add(rows.firstLogins("bcrypt", bcrypt));
    planned.add(rows.repeatedLogins("bcrypt", bcrypt));
    ServedRows platform = new ServedRows(jdkProvider(), runtime.jdkCrypto(), ", JDK crypto", pace);
    planned.add(platform.echo(files));
    planned.add(platform.apiKeys("ES256", IssuerFiles.CONSUMERS));
    tables.add(rawCrypto(Stream.concat(rows.raw().stream(), platform.raw().stream()).toList()));
    tables.addAll(new ServedTokens(pace, checks, clock).run(planned));
  }

  private static Table rawCrypto(List<Measured> raw) {
    Table table =
        new Table(
            "Crypto that an answer cannot do without, one thread, no server",
            "what",
            "CPU us",
            "spread",
            "per CPU-s");
    for (Measured each : raw) {
      table.row(
          each.name(),
          number(each.cost() / 1e3, 1),
          percent(each.spread()),
          number(each.perSecond(), 0));
    }
    return table;
  }

  /** Measures without a server. */
  private void inProcess() {
    SigningProvider jdk = jdkProvider();
    List<SigningProvider> providers =
        fast.name().equals(jdk.name()) ? List.of(jdk) : List.of(fast, jdk);
    List<Contestant> contestants = new ArrayList<>();
    for (SigningProvider provider : providers) {
      contestants.addAll(contestants(provider));
    }
    Contest contest = new Contest(pace);
    List<Measured> results = contest.run(contestants);
    Table table =
        new Table(
            "Making an ES256 token, one thread, no server",
            "what",
            "CPU us",
            "spread",
            "heap B",
            "per CPU-s",
            "of raw sign");
    for (int i = 0; i < results.size(); i++) {
      row(table, results.get(i), results.get(i - i % 3));
    }
    tables.add(table);
  }

  private static void row(Table table, Measured result, Measured raw) {
    table.row(
        result.name(),
        number(result.cost() / 1e3, 1),
        percent(result.spread()),
        number(result.allocated(), 0),
        number(result.perSecond(), 0),
        number(raw.over(result), 2));
  }

  private List<Contestant> contestants(SigningProvider provider) {
    String name = provider.name();
    ActiveKey key =
        ActiveKey.checked(
                PrivateJwk.parse(files.key().privateJwk()),
                provider.provider(),
                IssuerFiles.TTL,
                clock.instant())
            .orElseThrow();
    TokenMinter minter = new TokenMinter(new SecureRandom());
    IssuerConfig config = IssuerFiles.config();
    CredentialIndex index = new CredentialIndex(files.credentials());
    checks.tokens(
        name,
        List.of(
            mint(minter, key, config, 0, clock.instant()).jwt(),
            whole(minter, key, config, index, 1, clock.instant()).jwt()),
        PrivateJwk.parse(files.key().privateJwk()).toPublic());
    Counter next = new Counter();
    return List.of(
        RawCrypto.signature(provider, PrivateJwk.parse(files.key().privateJwk())),
        new Contestant(
            "claims, JSON and signature, " + name,
            () -> mint(minter, key, config, next.value(), clock.instant()).jwt().length()),
        new Contestant(
            "API key, grant, claims, JSON and signature, " + name,
            () -> whole(minter, key, config, index, next.value(), clock.instant()).jwt().length()));
  }

  private MintedToken mint(
      TokenMinter minter, ActiveKey key, IssuerConfig config, int consumer, Instant now) {
    Grant.Granted grant =
        new Grant.Granted(
            List.of("orders:read", "orders:write"), List.of("orders-api"), Duration.ofMinutes(5));
    return mint(minter, key, config, files.consumer(consumer), grant, now);
  }

  private MintedToken whole(
      TokenMinter minter,
      ActiveKey key,
      IssuerConfig config,
      CredentialIndex index,
      int consumer,
      Instant now) {
    ApiKey presented = files.apiKey(consumer);
    Authentication authentication =
        authenticator
            .authenticate(
                index,
                config.authentication(),
                config.issuerURL(),
                PresentedCredentials.ofHeaders(
                    config.authentication(),
                    header -> header.equals("apikey") ? List.of(presented.text()) : List.of()),
                "192.0.2.1")
            .result();
    if (authentication instanceof Authentication.Authenticated client
        && Grant.decide(config, client.consumer(), TokenRequest.WHATEVER_IS_ALLOWED, key.maxTtl())
            instanceof Grant.Granted grant) {
      return mint(minter, key, config, client.consumer(), grant, now);
    }
    throw new IllegalStateException("the consumer gets no token");
  }

  private static MintedToken mint(
      TokenMinter minter,
      ActiveKey key,
      IssuerConfig config,
      ConsumerEntry consumer,
      Grant.Granted grant,
      Instant now) {
    return minter.mint(key, config.issuerURL(), consumer, grant, Map.of(), true, now);
  }

  private static SigningProvider jdkProvider() {
    Optional<Provider> provider = Optional.ofNullable(Security.getProvider("SunEC"));
    return provider
        .map(p -> new SigningProvider(p.getName(), provider))
        .orElseGet(TokenBench::firstProvider);
  }

  private static SigningProvider firstProvider() {
    try {
      Provider provider = Signature.getInstance("SHA256withECDSA").getProvider();
      return new SigningProvider(provider.getName(), Optional.of(provider));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts through the consumers. */
  private static final class Counter {
    private int next;

    int value() {
      next = (next + 1) % IssuerFiles.CONSUMERS;
      return next;
    }
  }
}
