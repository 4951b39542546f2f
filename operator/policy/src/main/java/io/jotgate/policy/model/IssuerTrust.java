package io.jotgate.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What proxies must know of one issuer to check its tokens.
 *
 * @param name name of the issuer
 * @param iss value of the {@code iss} claim
 * @param epoch epoch of the key ring that the keys are of
 * @param publicJwks public keys as JSON texts (RFC 7517), sorted; empty: no token is valid
 * @param audiences union of the audiences that rules accept of this issuer, sorted
 * @param clockSkew clock difference that is forgiven, at least a second
 * @param maxTokenAge longest remaining life of a token that is accepted
 * @param forwardToken whether the workload receives the token
 * @param claimHeaders claims that the workload receives as headers, one claim per header
 * @param revocations tokens that are refused although all else is right
 */
public record IssuerTrust(
    String name,
    String iss,
    long epoch,
    List<String> publicJwks,
    List<String> audiences,
    Duration clockSkew,
    Duration maxTokenAge,
    boolean forwardToken,
    List<ClaimHeader> claimHeaders,
    Revocations revocations)
    implements Comparable<IssuerTrust> {
  /** Sorts; refuses an issuer that is too broad to state. */
  public IssuerTrust {
    publicJwks = Sorted.distinct(publicJwks);
    audiences = Sorted.distinct(audiences);
    claimHeaders = Sorted.distinct(claimHeaders);
    if (name.isEmpty() || iss.isEmpty() || audiences.isEmpty()) {
      throw new IllegalArgumentException("an issuer needs a name, an iss and an audience");
    }
    if (clockSkew.toSeconds() < 1 || maxTokenAge.toSeconds() < 1 || epoch < 0) {
      throw new IllegalArgumentException("clock skew and token age are at least a second");
    }
    Set<String> headers =
        claimHeaders.stream().map(ClaimHeader::header).collect(Collectors.toSet());
    if (headers.size() != claimHeaders.size()) {
      throw new IllegalArgumentException("two claims have the same header");
    }
  }

  /** An issuer that has taken no token back. */
  public IssuerTrust(
      String name,
      String iss,
      long epoch,
      List<String> publicJwks,
      List<String> audiences,
      Duration clockSkew,
      Duration maxTokenAge,
      boolean forwardToken,
      List<ClaimHeader> claimHeaders) {
    this(
        name,
        iss,
        epoch,
        publicJwks,
        audiences,
        clockSkew,
        maxTokenAge,
        forwardToken,
        claimHeaders,
        Revocations.none());
  }

  /** The same issuer with more audiences. */
  public IssuerTrust withAudiences(List<String> wider) {
    return with(wider, revocations);
  }

  /** The same issuer with other revocations. */
  public IssuerTrust withRevocations(Revocations other) {
    return with(audiences, other);
  }

  private IssuerTrust with(List<String> otherAudiences, Revocations otherRevocations) {
    return new IssuerTrust(
        name,
        iss,
        epoch,
        publicJwks,
        otherAudiences,
        clockSkew,
        maxTokenAge,
        forwardToken,
        claimHeaders,
        otherRevocations);
  }

  @Override
  public int compareTo(IssuerTrust other) {
    return name.compareTo(other.name);
  }
}
