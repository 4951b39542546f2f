package io.jotgate.policy.compile;

import io.jotgate.policy.model.Revocations;
import java.util.List;

/**
 * A JwtIssuer that exists and that the routes may trust.
 *
 * @param name name of the resource
 * @param iss its {@code iss}
 * @param audiences its catalogue of audiences
 * @param ringEpoch epoch of its key ring; 0 before there is one
 * @param publicJwks every published key as JSON text (RFC 7517); may be empty
 * @param revocations tokens that it has signed and that are no longer good
 */
public record ResolvedIssuer(
    String name,
    String iss,
    List<String> audiences,
    long ringEpoch,
    List<String> publicJwks,
    Revocations revocations) {
  /** Copies the lists. */
  public ResolvedIssuer {
    audiences = List.copyOf(audiences);
    publicJwks = List.copyOf(publicJwks);
  }

  /** An issuer that has taken no token back. */
  public ResolvedIssuer(
      String name, String iss, List<String> audiences, long ringEpoch, List<String> publicJwks) {
    this(name, iss, audiences, ringEpoch, publicJwks, Revocations.none());
  }

  /** The same issuer with other revocations. */
  public ResolvedIssuer withRevocations(Revocations other) {
    return new ResolvedIssuer(name, iss, audiences, ringEpoch, publicJwks, other);
  }
}
