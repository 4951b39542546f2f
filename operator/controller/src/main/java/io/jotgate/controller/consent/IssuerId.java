package io.jotgate.controller.consent;

import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.resource.Metadata;
import java.util.Comparator;

/** Which JwtIssuer is meant. */
public record IssuerId(String namespace, String name) implements Comparable<IssuerId> {
  private static final Comparator<IssuerId> ORDER =
      Comparator.comparing(IssuerId::namespace).thenComparing(IssuerId::name);

  /** The name of an issuer that is there. */
  public static IssuerId of(JwtIssuer issuer) {
    return new IssuerId(Metadata.namespace(issuer), Metadata.name(issuer));
  }

  /** How it is called in a namespace: by its name alone in its own. */
  public String seenFrom(String where) {
    return namespace.equals(where) ? name : namespace + "/" + name;
  }

  @Override
  public int compareTo(IssuerId other) {
    return ORDER.compare(this, other);
  }
}
