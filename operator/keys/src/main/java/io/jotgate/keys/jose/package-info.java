/**
 * Key generation and the strict JWK, JWK set and JWS codec around nimbus-jose-jwt. What this
 * package refuses, it refuses without repeating the refused content.
 */
@NullMarked
package io.jotgate.keys.jose;

import org.jspecify.annotations.NullMarked;
