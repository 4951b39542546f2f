package io.jotgate.issuer.authentication;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Busy;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.Authentication.Throttled;
import io.jotgate.issuer.authentication.FailureThrottle.Claimed;
import io.jotgate.issuer.authentication.Presented.ApiKeyText;
import io.jotgate.issuer.authentication.Presented.Assertion;
import io.jotgate.issuer.authentication.Presented.Password;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.keys.password.PasswordHash;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;

/**
 * Decides who asks. Safe for use by many threads.
 *
 * <p>Unknown, wrong and expired credentials cost the same work and count as the same failure. Too
 * many failures are answered by {@link Throttled}; a right API key or assertion never is, and a
 * right password not by what happens at another source.
 */
public final class Authenticator {
  private final InstantSource clock;
  private final Usage usage;
  private final AuthenticationListener listener;
  private final FailureThrottle throttle;
  private final PasswordLogin passwords;
  private final AssertionCheck assertions;

  /**
   * An authenticator that remembers nothing yet.
   *
   * @param clock the time of expiry and of throttles
   * @param random for keys that this process does not show
   * @param pool hashes passwords
   * @param usage is told what was used
   * @param listener is told of each outcome
   */
  public Authenticator(
      InstantSource clock,
      SecureRandom random,
      PasswordPool pool,
      Usage usage,
      AuthenticationListener listener) {
    this(clock, random, pool, usage, listener, PasswordHash::matches);
  }

  Authenticator(
      InstantSource clock,
      SecureRandom random,
      PasswordPool pool,
      Usage usage,
      AuthenticationListener listener,
      BiPredicate<PasswordHash, byte[]> matcher) {
    KeyedHash hash = new KeyedHash(random);
    this.clock = clock;
    this.usage = usage;
    this.listener = listener;
    this.throttle = new FailureThrottle(hash);
    this.passwords = new PasswordLogin(clock, hash, throttle, pool, matcher);
    this.assertions = new AssertionCheck(hash);
  }

  /**
   * Checks a credential. The future is complete at once unless a password has to be hashed; then it
   * completes on the context that asked. It fails only by an error of ours.
   *
   * @param index the consumers
   * @param issuerUrl the issuer that an assertion has to be made for
   * @param source where the request comes from, by {@link SourceAddress}
   */
  public Future<Authentication> authenticate(
      CredentialIndex index,
      AuthenticationConfig config,
      String issuerUrl,
      Presented presented,
      String source) {
    return switch (presented) {
      case Presented.None none -> refused(presented, Cause.MISSING);
      case Presented.Several several -> refused(presented, Cause.SEVERAL);
      case Presented.Malformed malformed -> {
        Optional<Duration> wait = failed(config, source, Optional.empty());
        yield wait.isPresent()
            ? now(presented, new Throttled(wait.get()))
            : refused(presented, Cause.MALFORMED);
      }
      case ApiKeyText(String text) ->
          now(
              presented,
              counted(
                  ApiKeyCheck.check(index, text, clock.instant()),
                  config,
                  source,
                  () -> ApiKeyCheck.claimedId(text).map(Claimed::key)));
      case Assertion assertion ->
          now(
              presented,
              counted(
                  assertions.check(index, issuerUrl, assertion, clock.instant()),
                  config,
                  source,
                  () -> AssertionCheck.claimedClient(assertion).map(Claimed::assertion)));
      case Password password -> password(index, config, password, source);
    };
  }

  private Future<Authentication> password(
      CredentialIndex index, AuthenticationConfig config, Password password, String source) {
    if (config.apiKeyEnabled()
        && ApiKeyCheck.check(index, password.password(), clock.instant())
            instanceof Authenticated own
        && own.consumer().clientId().equals(password.user())) {
      return now(password, counted(own, config, source, Optional::empty));
    }
    CompletableFuture<Authentication> login =
        config.basicEnabled()
            ? passwords.authenticate(index, config, password, source)
            : CompletableFuture.completedFuture(new Rejected(Cause.UNKNOWN));
    Claims claimed = () -> Optional.of(Claimed.password(source, password.user()));
    CompletableFuture<Authentication> counted =
        login.thenApply(outcome -> told(password, counted(outcome, config, source, claimed)));
    Context context = Vertx.currentContext();
    return context == null
        ? Future.fromCompletionStage(counted)
        : Future.fromCompletionStage(counted, context);
  }

  /** The credential that a failure counts for; asked only after one. */
  private interface Claims {
    Optional<Claimed> get();
  }

  private Authentication counted(
      Authentication outcome, AuthenticationConfig config, String source, Claims claimed) {
    return switch (outcome) {
      case Rejected rejected -> {
        Optional<Duration> wait = failed(config, source, claimed.get());
        yield wait.isPresent() ? new Throttled(wait.get()) : rejected;
      }
      case Authenticated right -> {
        usage.record(right.keyId(), clock.instant());
        yield right;
      }
      case Throttled throttled -> throttled;
      case Busy busy -> busy;
    };
  }

  /** Counts a failure, unless there were too many before: then how long that lasts. */
  private Optional<Duration> failed(
      AuthenticationConfig config, String source, Optional<Claimed> claimed) {
    Instant now = clock.instant();
    Optional<Duration> wait = throttle.wait(config, source, claimed, now);
    if (wait.isEmpty()) {
      throttle.failed(config, source, claimed, now);
    }
    return wait;
  }

  private Future<Authentication> refused(Presented presented, Cause cause) {
    return now(presented, new Rejected(cause));
  }

  private Future<Authentication> now(Presented presented, Authentication outcome) {
    return Future.succeededFuture(told(presented, outcome));
  }

  private Authentication told(Presented presented, Authentication outcome) {
    listener.decided(AuthenticationMethod.of(presented), outcome);
    return outcome;
  }
}
