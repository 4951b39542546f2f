package io.jotgate.policy.render.envoy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jotgate.policy.TestRoutes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the sidecar is known to be stricter or laxer with tokens: {@code forgiven-forgeries.yaml}.
 */
final class ForgivenForgeries {
  private final File file;

  /**
   * A kind of token.
   *
   * @param kind its name, see ForgedTokens
   * @param reason why the sidecar takes or refuses it, and what makes that safe
   */
  record Known(String kind, String reason) {}

  /**
   * The file.
   *
   * @param passing forged tokens some of which pass and do no harm
   * @param closed forged tokens that jwt_authn lets pass and the revocation filter refuses
   * @param refused good tokens that the sidecar refuses
   */
  record File(List<Known> passing, List<Known> closed, List<Known> refused) {}

  ForgivenForgeries() {
    try {
      file =
          TestRoutes.yaml().readValue(TestRoutes.resource("/forgiven-forgeries.yaml"), File.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Forged kinds some of which pass. */
  Set<String> passing() {
    return kinds(file.passing());
  }

  /** Forged kinds that one filter lets pass and the next one refuses. */
  Set<String> closed() {
    return kinds(file.closed());
  }

  /** Good kinds that are refused. */
  Set<String> refused() {
    return kinds(file.refused());
  }

  private static Set<String> kinds(List<Known> known) {
    return known.stream().map(Known::kind).collect(Collectors.toCollection(TreeSet::new));
  }
}
