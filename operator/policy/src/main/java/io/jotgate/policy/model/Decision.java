package io.jotgate.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What happens to the requests of a rule. */
public sealed interface Decision {
  /** The request passes without a token; a token that it carries is not forwarded. */
  record Anonymous() implements Decision {}

  /** The request is refused whatever it carries. */
  record Deny() implements Decision {}

  /**
   * The request passes with a token of one of the issuers that carries all scopes and all claims.
   *
   * @param issuers sorted by name, at least one
   * @param scopes all of these scope-tokens (RFC 6749 section 3.3), sorted
   * @param claims all of these, sorted
   * @param longestStream bound of a stream that was opened with a token: the longest accepted
   *     remaining life of one
   */
  record Require(
      List<AcceptedIssuer> issuers,
      List<String> scopes,
      List<ClaimRequirement> claims,
      Duration longestStream)
      implements Decision {
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

    /** Sorts; refuses what could not be stated in a challenge or would accept any issuer. */
    public Require {
      issuers = Sorted.distinct(issuers);
      scopes = Sorted.distinct(scopes);
      claims = Sorted.distinct(claims);
      if (!scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
        throw new IllegalArgumentException("not a scope-token");
      }
      if (issuers.isEmpty() || !longestStream.isPositive()) {
        throw new IllegalArgumentException("a requirement needs an issuer and a stream limit");
      }
    }

    /** The issuers by name. */
    public IssuerSet issuerSet() {
      return IssuerSet.of(issuers.stream().map(AcceptedIssuer::name).toList());
    }
  }
}
