/** Recognising values that do not belong into a token. Pure, in time linear in the value. */
@NullMarked
package io.jotgate.issuer.sensitive;

import org.jspecify.annotations.NullMarked;
