package io.jotgate.policy.model;

import java.util.Comparator;
import java.util.List;

/**
 * A claim that a token must carry. Its values are the elements of an array, or the one that a
 * string is; any other kind of claim has none.
 *
 * @param name top-level claim name
 * @param allOf values that must all be there, sorted
 * @param anyOf values of which one must be there, sorted; empty: no matter
 */
public record ClaimRequirement(String name, List<String> allOf, List<String> anyOf)
    implements Comparable<ClaimRequirement> {
  private static final Comparator<ClaimRequirement> ORDER =
      Comparator.comparing(ClaimRequirement::name)
          .thenComparing(claim -> String.join("\0", claim.allOf()))
          .thenComparing(claim -> String.join("\0", claim.anyOf()));

  /** Sorts the values; refuses a claim without any. */
  public ClaimRequirement {
    allOf = Sorted.distinct(allOf);
    anyOf = Sorted.distinct(anyOf);
    if (name.isEmpty() || (allOf.isEmpty() && anyOf.isEmpty())) {
      throw new IllegalArgumentException("a claim requirement needs a name and a value");
    }
  }

  /** A claim that has one of these values. */
  public static ClaimRequirement anyOf(String name, List<String> values) {
    return new ClaimRequirement(name, List.of(), values);
  }

  @Override
  public int compareTo(ClaimRequirement other) {
    return ORDER.compare(this, other);
  }
}
