package io.jotgate.policy.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The issuers whose tokens a rule accepts, by name and without anything else: keys, audiences and
 * scopes change without changing it.
 *
 * @param names sorted, at least one
 * @param optional true when a request passes also without a token of theirs (audit)
 */
public record IssuerSet(List<String> names, boolean optional) implements Comparable<IssuerSet> {
  private static final Comparator<IssuerSet> ORDER =
      Comparator.comparing(IssuerSet::optional).thenComparing(set -> String.join("+", set.names()));

  /** Sorts the names; refuses an empty set, which a proxy could read as "anything goes". */
  public IssuerSet {
    names = Sorted.distinct(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a rule needs an issuer");
    }
  }

  /** The set of these names, of whose tokens one is needed. */
  public static IssuerSet of(Collection<String> names) {
    return new IssuerSet(List.copyOf(names), false);
  }

  @Override
  public int compareTo(IssuerSet other) {
    return ORDER.compare(this, other);
  }
}
