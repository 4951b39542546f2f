/**
 * What a policy means, in plain Java: the truth that every proxy configuration is tested against.
 */
@NullMarked
package io.jotgate.policy.evaluate;

import org.jspecify.annotations.NullMarked;
