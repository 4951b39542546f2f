/** Tests of what a policy means. */
@NullMarked
package io.jotgate.policy.evaluate;

import org.jspecify.annotations.NullMarked;
