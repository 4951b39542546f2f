/** Tests of what all targets share. */
@NullMarked
package io.jotgate.policy.render;

import org.jspecify.annotations.NullMarked;
