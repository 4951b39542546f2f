/** The HTTP interface that clients use. */
@NullMarked
package io.jotgate.issuer.endpoint;

import org.jspecify.annotations.NullMarked;
