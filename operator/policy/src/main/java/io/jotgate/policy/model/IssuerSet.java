package io.jotgate.policy.model;

import java.util.Collection;
import java.util.List;

/**
 * The issuers whose tokens a rule accepts, by name and without anything else: keys, audiences and
 * scopes change without changing it.
 *
 * @param names sorted, at least one
 */
public record IssuerSet(List<String> names) implements Comparable<IssuerSet> {
  /** Sorts the names; refuses an empty set, which a proxy could read as "anything goes". */
  public IssuerSet {
    names = Sorted.distinct(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a rule needs an issuer");
    }
  }

  /** The set of these names. */
  public static IssuerSet of(Collection<String> names) {
    return new IssuerSet(List.copyOf(names));
  }

  @Override
  public int compareTo(IssuerSet other) {
    return String.join("+", names).compareTo(String.join("+", other.names));
  }
}
