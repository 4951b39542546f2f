package io.jotgate.policy.model;

/** Request methods (RFC 9110) that a rule can let pass; every other method is refused. */
public enum HttpMethod {
  /** DELETE. */
  DELETE,
  /** GET. */
  GET,
  /** HEAD; allowed exactly where GET is. */
  HEAD,
  /** OPTIONS. */
  OPTIONS,
  /** PATCH. */
  PATCH,
  /** POST. */
  POST,
  /** PUT. */
  PUT
}
