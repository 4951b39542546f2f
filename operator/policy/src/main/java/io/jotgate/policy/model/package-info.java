/**
 * What a proxy has to enforce, independent of any proxy: rules, requirements and the trust behind
 * them.
 *
 * <p>Records that validate themselves and sort what has no order, so that equal policies are equal
 * values and render to equal bytes.
 */
@NullMarked
package io.jotgate.policy.model;

import org.jspecify.annotations.NullMarked;
