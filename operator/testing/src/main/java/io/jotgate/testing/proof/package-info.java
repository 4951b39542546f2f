/** How large a proof runs, from which seeds, and where its figures go. */
@NullMarked
package io.jotgate.testing.proof;

import org.jspecify.annotations.NullMarked;
