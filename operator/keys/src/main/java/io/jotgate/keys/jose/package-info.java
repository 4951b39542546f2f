/**
 * Key generation, and the strict codec of JWK, JWK set and JWS. Keys and signatures are those of
 * the Java security API, so that any provider can make them. What this package refuses, it refuses
 * without repeating the refused content.
 */
@NullMarked
package io.jotgate.keys.jose;

import org.jspecify.annotations.NullMarked;
