/** Tests of the package. */
@NullMarked
package io.jotgate.policy.compile;

import org.jspecify.annotations.NullMarked;
