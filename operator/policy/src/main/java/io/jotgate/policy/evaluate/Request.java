package io.jotgate.policy.evaluate;

import java.util.List;

/**
 * A request as it came in, before anything was changed.
 *
 * @param method request method, case-sensitive
 * @param host value of the Host field
 * @param target request target in origin form (RFC 9112 section 3.2.1)
 * @param authorization values of all Authorization fields
 */
public record Request(String method, String host, String target, List<String> authorization) {
  /** Copies the list. */
  public Request {
    authorization = List.copyOf(authorization);
  }
}
