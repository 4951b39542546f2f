package io.jotgate.controller.revocation;

import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.TokenRevocationStatus;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Conditions;
import java.util.List;
import java.util.Optional;

/** What revocations are found by, and what their status says of them. */
public final class RevocationIndex {
  /** Name of the index by issuer. */
  public static final String BY_ISSUER = "by-issuer";

  /** Condition: nothing that it names can be valid any more, and it is not enforced any longer. */
  public static final String EXPIRED = "Expired";

  private RevocationIndex() {}

  /** Keys of a revocation in the index by issuer. */
  public static List<String> keys(TokenRevocation revocation) {
    return List.of(key(Metadata.namespace(revocation), RevokedContent.issuer(revocation)));
  }

  /** Key of an issuer. */
  public static String key(String namespace, String issuer) {
    return namespace + "/" + issuer;
  }

  /** Whether its status says that it has expired. */
  public static boolean isExpired(TokenRevocation revocation) {
    return Conditions.isTrue(
        Optional.ofNullable(revocation.getStatus())
            .map(TokenRevocationStatus::conditions)
            .orElse(List.of()),
        EXPIRED);
  }
}
