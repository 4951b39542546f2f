package io.jotgate.policy.model;

import java.util.List;

/**
 * An issuer as one rule accepts it.
 *
 * @param name name of the issuer in the {@link Trust}
 * @param iss value of the {@code iss} claim, compared exactly
 * @param audiences values of {@code aud} of which a token must carry one, compared exactly; sorted
 * @param clientIds values of {@code client_id} of which a token must carry one, as this issuer
 *     spells them; sorted; empty: no matter
 */
public record AcceptedIssuer(
    String name, String iss, List<String> audiences, List<String> clientIds)
    implements Comparable<AcceptedIssuer> {
  /** Refuses an issuer without audience: its tokens would be good for every service. */
  public AcceptedIssuer {
    audiences = Sorted.distinct(audiences);
    clientIds = Sorted.distinct(clientIds);
    if (name.isEmpty() || iss.isEmpty() || audiences.isEmpty()) {
      throw new IllegalArgumentException("an issuer needs a name, an iss and an audience");
    }
  }

  @Override
  public int compareTo(AcceptedIssuer other) {
    return name.compareTo(other.name);
  }
}
