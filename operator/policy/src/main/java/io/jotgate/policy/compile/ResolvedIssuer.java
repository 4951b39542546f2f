package io.jotgate.policy.compile;

import java.util.List;

/**
 * A JwtIssuer that exists and that the routes may trust.
 *
 * @param name name of the resource
 * @param iss its {@code iss}
 * @param audiences its catalogue of audiences
 * @param ringEpoch epoch of its key ring; 0 before there is one
 * @param publicJwks every published key as JSON text (RFC 7517); may be empty
 */
public record ResolvedIssuer(
    String name, String iss, List<String> audiences, long ringEpoch, List<String> publicJwks) {
  /** Copies the lists. */
  public ResolvedIssuer {
    audiences = List.copyOf(audiences);
    publicJwks = List.copyOf(publicJwks);
  }
}
