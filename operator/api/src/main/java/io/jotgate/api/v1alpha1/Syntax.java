package io.jotgate.api.v1alpha1;

/** Patterns that several resources share. */
final class Syntax {
  /** An audience: printable ASCII without quotes, backslash and comma. */
  static final String AUDIENCE = "^[!#-+\\-./0-9:;<=>?@A-Z\\[\\]^_a-z{|}~]+$";

  /** A scope-token of RFC 6749 section 3.3. */
  static final String SCOPE = "^[!#-\\[\\]-~]+$";

  /** A DNS label (RFC 1123). */
  static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  /** A serialised origin (RFC 6454 section 6.2) with a host in ASCII, or the wildcard of CORS. */
  static final String ORIGIN = "^(\\*|https?://[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?)$";

  /** A DNS subdomain (RFC 1123): names of most Kubernetes objects. */
  static final String DNS_SUBDOMAIN =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  private Syntax() {}
}
