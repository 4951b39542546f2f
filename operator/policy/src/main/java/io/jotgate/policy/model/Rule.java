package io.jotgate.policy.model;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What happens to the requests for one host, path and set of methods.
 *
 * @param id {@code <route>/<rule>}, for logs
 * @param realm protection space of challenges (RFC 9110 section 11.5): the name of the route
 * @param host host in lower case without port, or empty for any
 * @param path path
 * @param methods sorted, at least one
 * @param decision what happens
 */
public record Rule(
    String id,
    String realm,
    String host,
    PathMatch path,
    List<HttpMethod> methods,
    Decision decision)
    implements Comparable<Rule> {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9./-]*");
  private static final Pattern HOST = Pattern.compile("([a-z0-9][-a-z0-9.]*)?");
  private static final Comparator<Rule> SPECIFICITY =
      Comparator.comparing((Rule rule) -> rule.host().isEmpty())
          .thenComparing(Rule::host)
          .thenComparing(Rule::path)
          .thenComparing(rule -> rule.methods().getFirst())
          .thenComparing(Rule::id);

  /** Sorts the methods; refuses names that would not be safe in a header. */
  public Rule {
    methods = Sorted.distinct(methods);
    if (!NAME.matcher(id).matches() || !NAME.matcher(realm).matches()) {
      throw new IllegalArgumentException("names of rules and routes are DNS labels");
    }
    if (!HOST.matcher(host).matches() || methods.isEmpty()) {
      throw new IllegalArgumentException("a rule needs a lower-case host or none, and a method");
    }
  }

  @Override
  public int compareTo(Rule other) {
    return SPECIFICITY.compare(this, other);
  }
}
