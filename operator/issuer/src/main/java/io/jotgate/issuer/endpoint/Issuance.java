package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.claims.ClaimsBuilder;
import io.jotgate.issuer.claims.ClaimsRequest;
import io.jotgate.issuer.claims.ClaimsResult;
import io.jotgate.issuer.claims.ClaimsResult.Claims;
import io.jotgate.issuer.config.LoadedState;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.issuer.token.Grant;
import io.jotgate.issuer.token.Grant.AudienceRefused;
import io.jotgate.issuer.token.Grant.Granted;
import io.jotgate.issuer.token.Grant.ScopeRefused;
import io.jotgate.issuer.token.MintedToken;
import io.jotgate.issuer.token.TokenMinter;
import io.jotgate.issuer.token.TokenRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The only way from a client and what it asks for to a token. */
final class Issuance {
  private final TokenMinter minter;
  private final InstantSource clock;

  /** What came of it. */
  sealed interface Outcome {
    /**
     * A token.
     *
     * @param token for the client
     * @param grant what it is good for
     * @param dropped names of claims that were left out as sensitive
     */
    record Issued(MintedToken token, Granted grant, List<String> dropped) implements Outcome {}

    /** No token. */
    record Denied(Denial denial) implements Outcome {}
  }

  Issuance(TokenMinter minter, InstantSource clock) {
    this.minter = minter;
    this.clock = clock;
  }

  /** Makes a token for the client of an exchange, which is known by now, or says why not. */
  Outcome issue(Exchange exchange, TokenRequest wanted) {
    return issue(
        exchange.loaded(),
        exchange.client().orElseThrow(),
        wanted,
        exchange.request().headers()::getAll);
  }

  /**
   * Makes a token, or says why not.
   *
   * @param headers gives all values of a request header: some may fill claims
   */
  Outcome issue(
      LoadedState loaded,
      Authenticated client,
      TokenRequest wanted,
      Function<String, List<String>> headers) {
    Optional<IssuerConfig> config = loaded.config();
    Optional<ActiveKey> key = loaded.keys().active();
    if (config.isEmpty() || key.isEmpty()) {
      return denied(Refusal.UNAVAILABLE);
    }
    return switch (Grant.decide(config.get(), client.consumer(), wanted, key.get().maxTtl())) {
      case ScopeRefused() -> denied(Refusal.SCOPE);
      case AudienceRefused() -> denied(Refusal.AUDIENCE);
      case Granted grant ->
          switch (ClaimsBuilder.build(config.get().claims(), sources(client, wanted, headers))) {
            case ClaimsResult.Refused refused -> new Outcome.Denied(Denial.of(refused));
            case Claims claims -> mint(config.get(), key.get(), client, grant, claims);
          };
    };
  }

  private Outcome mint(
      IssuerConfig config, ActiveKey key, Authenticated client, Granted grant, Claims claims) {
    MintedToken token =
        minter.mint(
            key,
            config.issuerURL(),
            client.consumer(),
            grant,
            claims.values(),
            config.claims().transactionId(),
            clock.instant());
    return new Outcome.Issued(token, grant, claims.dropped());
  }

  private static ClaimsRequest sources(
      Authenticated client, TokenRequest wanted, Function<String, List<String>> headers) {
    return new ClaimsRequest(
        client.consumer(),
        client.credentialName(),
        client.keyId(),
        client.credentialType(),
        wanted.claims(),
        headers);
  }

  private static Outcome denied(Refusal refusal) {
    return new Outcome.Denied(Denial.of(refusal));
  }
}
