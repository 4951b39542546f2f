package io.jotgate.keys.search;

/**
 * A broken invariant.
 *
 * @param invariant its number on the page of the design
 * @param what the name of the predicate, and of what breaks it
 */
record Violation(int invariant, String what) {}
