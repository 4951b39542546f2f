package io.jotgate.policy.compile;

/**
 * Why a route cannot be enforced.
 *
 * @param field the field concerned, as a path from the object, such as {@code
 *     spec.rules[0].matches[1].path.value}
 * @param message for people: what is wrong and what to do
 */
public record RouteProblem(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
