/** Who asks: finding the one credential of a request and checking it. */
@NullMarked
package io.jotgate.issuer.authentication;

import org.jspecify.annotations.NullMarked;
