package io.jotgate.issuer.authentication;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Busy;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.Authentication.Throttled;
import io.jotgate.issuer.authentication.FailureThrottle.Claimed;
import io.jotgate.issuer.authentication.PasswordPool.Standing;
import io.jotgate.issuer.authentication.Presented.Password;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.keys.password.PasswordHash;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;

/**
 * A login by password: a right one of a moment ago passes at once, everything else meets the
 * throttle and then costs slow hashes on the {@link PasswordPool}. Equal logins that come together
 * are computed once.
 */
final class PasswordLogin {
  private static final Duration BUSY = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final KeyedHash hash;
  private final FailureThrottle throttle;
  private final PasswordPool pool;
  private final PasswordCheck check;
  private final RightLogins rightLogins;
  private final Map<Attempt, CompletableFuture<Authentication>> underWay = new HashMap<>();

  /** What makes two logins one: the index is compared by identity. */
  private record Attempt(ByteBuffer login, CredentialIndex index, String source) {}

  PasswordLogin(
      InstantSource clock,
      KeyedHash hash,
      FailureThrottle throttle,
      PasswordPool pool,
      BiPredicate<PasswordHash, byte[]> matcher) {
    this.clock = clock;
    this.hash = hash;
    this.throttle = throttle;
    this.pool = pool;
    this.check = new PasswordCheck(matcher);
    this.rightLogins = new RightLogins(hash);
  }

  /** Checks a password; failures are counted by the caller. */
  CompletableFuture<Authentication> authenticate(
      CredentialIndex index, AuthenticationConfig config, Password presented, String source) {
    Optional<Client> counts =
        index.client(presented.user()).filter(client -> !client.passwords().isEmpty());
    ByteBuffer login = hash.of("login", presented.user(), presented.password());
    Instant now = clock.instant();
    Optional<PasswordVerifier> known =
        counts
            .filter(client -> !client.consumer().isExpired(now))
            .flatMap(client -> rightLogins.find(client, login, now))
            .filter(verifier -> !verifier.isExpired(now));
    if (known.isPresent()) {
      return done(new Authenticated(counts.orElseThrow().consumer(), known.get()));
    }
    Optional<Client> costs =
        counts.or(() -> index.decoy((int) hash.number("decoy", presented.user())));
    if (costs.isEmpty()) {
      return done(new Rejected(Cause.UNKNOWN));
    }
    Work work = new Work(config, presented, source, login, costs.get(), counts);
    return work.refusal().map(PasswordLogin::done).orElseGet(() -> join(index, work));
  }

  private CompletableFuture<Authentication> join(CredentialIndex index, Work work) {
    Attempt attempt = new Attempt(work.login(), index, work.source());
    synchronized (underWay) {
      CompletableFuture<Authentication> first = underWay.get(attempt);
      if (first != null) {
        return first;
      }
      CompletableFuture<Authentication> login =
          pool.submit(
                  work.source(), work.standing(), work.costs().passwordMemoryKib(), work::outcome)
              .thenApply(outcome -> outcome.orElseGet(() -> new Busy(BUSY)));
      underWay.put(attempt, login);
      // Comes after the line above, also where it has ended before.
      return login.whenComplete((outcome, failure) -> forget(attempt));
    }
  }

  private void forget(Attempt attempt) {
    synchronized (underWay) {
      underWay.remove(attempt);
    }
  }

  private final class Work {
    private final AuthenticationConfig config;
    private final Password presented;
    private final String source;
    private final ByteBuffer login;
    private final Client costs;
    private final Optional<Client> counts;

    Work(
        AuthenticationConfig config,
        Password presented,
        String source,
        ByteBuffer login,
        Client costs,
        Optional<Client> counts) {
      this.config = config;
      this.presented = presented;
      this.source = source;
      this.login = login;
      this.costs = costs;
      this.counts = counts;
    }

    String source() {
      return source;
    }

    ByteBuffer login() {
      return login;
    }

    Client costs() {
      return costs;
    }

    Standing standing() {
      return new Standing(mayBeRight(), throttle.failuresOfSource(config, source, clock.instant()));
    }

    /** Asked again when the turn comes: others of this source may have failed meanwhile. */
    Authentication outcome() {
      return refusal().orElseGet(this::computed);
    }

    Optional<Authentication> refusal() {
      Claimed claimed = Claimed.password(source, presented.user());
      return throttle
          .wait(config, source, Optional.of(claimed), clock.instant())
          .filter(wait -> !mayBeRight())
          .map(Throttled::new);
    }

    private boolean mayBeRight() {
      return counts
          .filter(client -> rightLogins.mayBeRight(client, presented.password()))
          .isPresent();
    }

    private Authentication computed() {
      Authentication outcome = check.check(costs, counts, presented.password(), clock.instant());
      if (outcome instanceof Authenticated right
          && right.credential() instanceof PasswordVerifier verifier) {
        rightLogins.remember(costs, login, presented.password(), verifier, clock.instant());
      }
      return outcome;
    }
  }

  private static CompletableFuture<Authentication> done(Authentication outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
