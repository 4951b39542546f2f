/**
 * Benchmark programs and what they share: a harness for code, a load generator for servers.
 *
 * <p>A program prints ratios: what we need over what a limit needs that is measured beside it, in
 * turns, in the same run. Absolute numbers are context. No program judges time; each checks that
 * what it measured did its work, and ends with an error if it did not.
 */
@NullMarked
package io.jotgate.bench;

import org.jspecify.annotations.NullMarked;
