package io.jotgate.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to the requests of a rule. */
public sealed interface Decision {
  /**
   * The request passes without a token; a token that it carries is not forwarded.
   *
   * @param stream set when answers may go on
   */
  record Anonymous(Optional<StreamLimit> stream) implements Decision {}

  /** The request is refused whatever it carries. */
  record Deny() implements Decision {}

  /**
   * The request passes with a token of one of the issuers that carries all scopes and all claims.
   *
   * @param issuers sorted by name, at least one
   * @param scopes scopes
   * @param claims all of these, sorted
   * @param tokenLife the longest accepted remaining life of a token: no stream outlives it
   * @param stream set when answers may go on
   * @param mode whether that is enforced
   */
  record Require(
      List<AcceptedIssuer> issuers,
      ScopeRequirement scopes,
      List<ClaimRequirement> claims,
      Duration tokenLife,
      Optional<StreamLimit> stream,
      Mode mode)
      implements Decision {
    /** Sorts; refuses what would accept any issuer or outlive its token. */
    public Require {
      issuers = Sorted.distinct(issuers);
      claims = Sorted.distinct(claims);
      if (issuers.isEmpty() || !tokenLife.isPositive()) {
        throw new IllegalArgumentException("a requirement needs an issuer and a stream limit");
      }
      if (stream.isPresent() && stream.get().longest().compareTo(tokenLife) > 0) {
        throw new IllegalArgumentException("a stream must not outlive its token");
      }
    }

    /** The issuers by name, as a requirement of the trust. */
    public IssuerSet issuerSet() {
      return new IssuerSet(issuers.stream().map(AcceptedIssuer::name).toList(), audited());
    }

    /** True when nothing is refused. */
    public boolean audited() {
      return switch (mode) {
        case ENFORCED -> false;
        case AUDITED, AUDITED_WITH_AUTHORIZATION -> true;
      };
    }

    /** The longest that one exchange takes. */
    public Duration longest() {
      return stream.map(StreamLimit::longest).orElse(tokenLife);
    }
  }

  /** Whether a requirement is enforced. */
  enum Mode {
    /** A request that does not meet it is refused. */
    ENFORCED,
    /**
     * Every request passes, whatever token it carries, and the log tells which would be refused.
     * The workload gets neither claims nor the Authorization field: it must not take anybody for
     * somebody.
     */
    AUDITED,
    /** The same, with the Authorization field as the client has sent it. */
    AUDITED_WITH_AUTHORIZATION
  }
}
