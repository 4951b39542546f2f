package io.jotgate.issuer.token;

import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.IssuerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a client gets of what it asks for. */
public sealed interface Grant {
  /**
   * The token may be made.
   *
   * @param scopes sorted; empty: the token has no scope claim
   * @param audiences sorted, at least one
   * @param ttl life of the token
   */
  record Granted(List<String> scopes, List<String> audiences, Duration ttl) implements Grant {}

  /** The client asks for a scope that it may not have. */
  record ScopeRefused() implements Grant {}

  /** The client asks for an audience that it may not have, or has to name one and does not. */
  record AudienceRefused() implements Grant {}

  /**
   * Decides.
   *
   * @param config the issuer's catalogues and lifetimes
   * @param consumer who asks, with its ceilings
   * @param request what it asks for
   * @param keyMaxTtl longest life of a token that the key may sign
   */
  static Grant decide(
      IssuerConfig config, ConsumerEntry consumer, TokenRequest request, Duration keyMaxTtl) {
    Optional<List<String>> scopes = scopes(config, consumer, request);
    if (scopes.isEmpty()) {
      return new ScopeRefused();
    }
    Optional<List<String>> audiences = audiences(config, consumer, request);
    if (audiences.isEmpty()) {
      return new AudienceRefused();
    }
    return new Granted(scopes.get(), audiences.get(), ttl(config, consumer, request, keyMaxTtl));
  }

  private static Optional<List<String>> scopes(
      IssuerConfig config, ConsumerEntry consumer, TokenRequest request) {
    List<String> allowed =
        config.scopes().isEmpty() ? consumer.scopes() : both(consumer.scopes(), config.scopes());
    return request.scopes().map(wanted -> within(wanted, allowed)).orElse(Optional.of(allowed));
  }

  private static Optional<List<String>> audiences(
      IssuerConfig config, ConsumerEntry consumer, TokenRequest request) {
    boolean unlimited = consumer.audiences().isEmpty();
    List<String> allowed =
        unlimited ? config.audiences() : both(consumer.audiences(), config.audiences());
    if (request.audiences().isPresent()) {
      return within(request.audiences().get(), allowed).filter(granted -> !granted.isEmpty());
    }
    // A client that may name any of several audiences has to say which: a token for all of them
    // could be replayed from one to another.
    boolean clear = unlimited ? allowed.size() == 1 : !allowed.isEmpty();
    return clear ? Optional.of(allowed) : Optional.empty();
  }

  private static Duration ttl(
      IssuerConfig config, ConsumerEntry consumer, TokenRequest request, Duration keyMaxTtl) {
    Long consumerTtl = consumer.tokenTtlSeconds();
    long seconds = Math.min(config.ttlSeconds(), config.maxTtlSeconds());
    if (consumerTtl != null) {
      seconds = Math.min(seconds, consumerTtl);
    }
    Duration own = shorter(Duration.ofSeconds(seconds), keyMaxTtl);
    return request.expiresIn().map(wanted -> shorter(wanted, own)).orElse(own);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Optional<List<String>> within(List<String> wanted, List<String> allowed) {
    return allowed.containsAll(wanted)
        ? Optional.of(List.copyOf(new TreeSet<>(wanted)))
        : Optional.empty();
  }

  private static List<String> both(Collection<String> some, Collection<String> others) {
    List<String> both = new ArrayList<>(some);
    both.retainAll(others);
    Collections.sort(both);
    return Collections.unmodifiableList(both);
  }
}
