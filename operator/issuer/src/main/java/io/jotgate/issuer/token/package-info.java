/** What a token says, and signing it. */
@NullMarked
package io.jotgate.issuer.token;

import org.jspecify.annotations.NullMarked;
