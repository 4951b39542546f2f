package io.jotgate.issuer.endpoint;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What a body says it is. */
final class MediaTypes {
  private MediaTypes() {}

  /** Whether the request has this media type, with or without parameters, in any case. */
  static boolean is(HttpServerRequest request, String mediaType) {
    String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (contentType == null) {
      return false;
    }
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end))
        .strip()
        .equalsIgnoreCase(mediaType);
  }
}
