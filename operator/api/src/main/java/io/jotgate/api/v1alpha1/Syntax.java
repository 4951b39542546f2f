package io.jotgate.api.v1alpha1;

/** Patterns that several resources share. */
final class Syntax {
  /** An audience: printable ASCII without quotes, backslash and comma. */
  static final String AUDIENCE = "^[!#-+\\-./0-9:;<=>?@A-Z\\[\\]^_a-z{|}~]+$";

  /** A scope-token of RFC 6749 section 3.3. */
  static final String SCOPE = "^[!#-\\[\\]-~]+$";

  /** A DNS label (RFC 1123). */
  static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  /** An id of a token: printable ASCII without spaces. */
  static final String TOKEN_ID = "^[!-~]+$";

  /** An id of a key: base64url, as of a thumbprint (RFC 7638). */
  static final String KEY_ID = "^[A-Za-z0-9_-]+$";

  /** A serialised origin (RFC 6454 section 6.2) with a host in ASCII, or the wildcard of CORS. */
  static final String ORIGIN = "^(\\*|https?://[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?)$";

  /** A DNS subdomain (RFC 1123): names of most Kubernetes objects. */
  static final String DNS_SUBDOMAIN =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /**
   * A range of IPv4 addresses, or what looks like one of IPv6; the operator reads it exactly. Not
   * the CEL function isCIDR, which Kubernetes 1.30 does not take in a new CRD.
   */
  static final String CIDR =
      "^(((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])/(3[0-2]|[12]?[0-9])"
          + "|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$";

  private Syntax() {}
}
