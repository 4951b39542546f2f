/** One line for each decision about a token. */
@NullMarked
package io.jotgate.issuer.audit;

import org.jspecify.annotations.NullMarked;
