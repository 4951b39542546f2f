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
import java.security.GeneralSecurityException;
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

/**
 * Tokens per second of CPU time: the parts of the token service that make a token against one raw
 * signature, then the whole service over HTTPS against the echo of its HTTP stack plus one raw
 * signature.
 */
public final class TokenBench {
  /** A token without its signature is about this long. */
  private static final int SIGNED_BYTES = 560;

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
    List<Measured> signatures = bench.inProcess();
    bench.tables.addAll(
        new ServedTokens(pace, bench.files, bench.checks, bench.clock).run(signatures));
    return bench.checks.report(bench.tables);
  }

  /** Measures without a server; gives the raw signatures: native (if it works here) and JDK. */
  private List<Measured> inProcess() {
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
    List<Measured> signatures = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Measured raw = results.get(i - i % 3);
      if (i % 3 == 0) {
        signatures.add(raw);
      }
      row(table, results.get(i), raw);
    }
    tables.add(table);
    return signatures;
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
        new Contestant("raw signature, " + name, rawSignature(provider)),
        new Contestant(
            "claims, JSON and signature, " + name,
            () -> mint(minter, key, config, next.value(), clock.instant()).jwt().length()),
        new Contestant(
            "API key, grant, claims, JSON and signature, " + name,
            () -> whole(minter, key, config, index, next.value(), clock.instant()).jwt().length()));
  }

  private Contest.Work rawSignature(SigningProvider provider) {
    try {
      // R and S side by side, as a JWS wants them: no conversion from DER.
      String algorithm = "SHA256withECDSAinP1363Format";
      Provider named = provider.provider().orElseThrow();
      Signature signature = Signature.getInstance(algorithm, named);
      signature.initSign(PrivateJwk.parse(files.key().privateJwk()).privateKey());
      byte[] input = new byte[SIGNED_BYTES];
      return () -> {
        signature.update(input);
        return signature.sign().length;
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
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
