/** Secrets that must not come out anywhere. */
@NullMarked
package io.jotgate.testing.secrets;

import org.jspecify.annotations.NullMarked;
