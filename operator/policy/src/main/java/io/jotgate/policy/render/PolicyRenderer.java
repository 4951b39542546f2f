package io.jotgate.policy.render;

import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Trust;

/**
 * Renders for one target.
 *
 * <p>Equal input gives equal bytes. A change of keys changes only the trust documents.
 */
public interface PolicyRenderer {
  /** What is enforced. */
  Documents policyDocuments(RoutePolicy policy);

  /** Whose tokens are accepted. */
  Documents trustDocuments(Trust trust);
}
