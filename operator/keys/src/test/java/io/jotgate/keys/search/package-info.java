/**
 * An exhaustive search of the states that an issuer's keys can reach: the real planner and ring,
 * around them a small model of operators, pods, a sidecar and every possible cache.
 */
@NullMarked
package io.jotgate.keys.search;

import org.jspecify.annotations.NullMarked;
