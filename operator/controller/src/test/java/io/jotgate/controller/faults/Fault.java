package io.jotgate.controller.faults;

/** What goes wrong with a request. */
public enum Fault {
  /** 409: the object has changed since it was read, or there is one of this name already. */
  CONFLICT,
  /** 404: the object, or its namespace, is not there. */
  NOT_FOUND,
  /** 403: the operator lacks a permission. */
  FORBIDDEN,
  /** 429: too many requests, with a {@code Retry-After}. */
  THROTTLED,
  /** 500: the API server is in trouble and has done nothing. */
  FAILURE,
  /** It does what it is asked to, and the connection is of no use before it has said so. */
  BROKEN,
  /** It does what it is asked to; half of the JSON that says so arrives. */
  HALF_AN_ANSWER,
  /** It does what it is asked to and never answers. */
  SILENCE
}
