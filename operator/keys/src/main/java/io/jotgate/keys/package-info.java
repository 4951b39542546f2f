/**
 * The key ring of one issuer and the decisions about it. Pure: values in, values out, no clock, no
 * randomness, no I/O.
 */
@NullMarked
package io.jotgate.keys;

import org.jspecify.annotations.NullMarked;
