package io.jotgate.testing.apiserver;

import java.util.Set;

/**
 * One request as the API server's audit log has it; absent parts are empty.
 *
 * @param user who asked; of an impersonated request the impersonated user
 * @param verb get, list, watch, create, update, patch, delete or deletecollection
 * @param subresource for instance {@code status}
 * @param code HTTP status of the answer
 */
public record AuditedRequest(
    String user,
    String verb,
    String resource,
    String subresource,
    String namespace,
    String name,
    int code) {
  private static final Set<String> READS = Set.of("get", "list", "watch");

  /** Whether the request could change something. */
  public boolean isWrite() {
    return !READS.contains(verb);
  }

  /** Whether the API server refused the request for lack of permission. */
  public boolean isForbidden() {
    return code == 403;
  }
}
