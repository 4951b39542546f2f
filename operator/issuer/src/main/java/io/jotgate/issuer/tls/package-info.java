/** The certificate of the server, replaced while it serves. */
@NullMarked
package io.jotgate.issuer.tls;

import org.jspecify.annotations.NullMarked;
