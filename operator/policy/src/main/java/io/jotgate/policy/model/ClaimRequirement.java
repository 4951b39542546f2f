package io.jotgate.policy.model;

import java.util.Comparator;
import java.util.List;

/**
 * A claim that a token must carry: a string that equals one of the values, or an array with such an
 * element.
 *
 * @param name top-level claim name
 * @param anyOf values, sorted, at least one
 */
public record ClaimRequirement(String name, List<String> anyOf)
    implements Comparable<ClaimRequirement> {
  private static final Comparator<ClaimRequirement> ORDER =
      Comparator.comparing(ClaimRequirement::name)
          .thenComparing(claim -> String.join("\0", claim.anyOf()));

  /** Sorts the values; refuses a claim without any. */
  public ClaimRequirement {
    anyOf = Sorted.distinct(anyOf);
    if (name.isEmpty() || anyOf.isEmpty()) {
      throw new IllegalArgumentException("a claim requirement needs a name and a value");
    }
  }

  @Override
  public int compareTo(ClaimRequirement other) {
    return ORDER.compare(this, other);
  }
}
