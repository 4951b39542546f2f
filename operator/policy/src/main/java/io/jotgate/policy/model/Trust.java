package io.jotgate.policy.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom the proxies of one workload trust: issuers with their keys, and the sets of them that rules
 * may require.
 *
 * @param issuers sorted by name; no two with the same name or the same {@code iss}
 * @param issuerSets sets of these issuers, sorted
 */
public record Trust(List<IssuerTrust> issuers, List<IssuerSet> issuerSets) {
  /** Sorts; refuses a set that names an unknown issuer. */
  public Trust {
    issuers = Sorted.distinct(issuers);
    issuerSets = Sorted.distinct(issuerSets);
    Set<String> names = new HashSet<>();
    Set<String> identifiers = new HashSet<>();
    for (IssuerTrust issuer : issuers) {
      if (!names.add(issuer.name()) || !identifiers.add(issuer.iss())) {
        throw new IllegalArgumentException("two issuers have the same name or the same iss");
      }
    }
    if (!issuerSets.stream().allMatch(set -> names.containsAll(set.names()))) {
      throw new IllegalArgumentException("a set names an unknown issuer");
    }
  }

  /** Nobody is trusted. */
  public static Trust none() {
    return new Trust(List.of(), List.of());
  }
}
