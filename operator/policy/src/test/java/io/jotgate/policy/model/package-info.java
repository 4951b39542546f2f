/** Tests of the package. */
@NullMarked
package io.jotgate.policy.model;

import org.jspecify.annotations.NullMarked;
