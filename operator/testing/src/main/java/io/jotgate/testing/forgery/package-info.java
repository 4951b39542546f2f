/**
 * Forged and mutated tokens without end, and good ones among them, from a seed. Made with the Java
 * platform alone, so that what is tested has no part in the making.
 */
@NullMarked
package io.jotgate.testing.forgery;

import org.jspecify.annotations.NullMarked;
