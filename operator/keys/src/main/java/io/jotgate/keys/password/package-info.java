/**
 * Hashes of passwords: what operator and token service agree on. Only this package knows the
 * library that computes them.
 */
@NullMarked
package io.jotgate.keys.password;

import org.jspecify.annotations.NullMarked;
