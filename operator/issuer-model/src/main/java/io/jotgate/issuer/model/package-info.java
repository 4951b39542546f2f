/**
 * The files that the operator writes and the token service reads, and what the token service
 * answers to the operator.
 *
 * <p>Each document is JSON with a {@code formatVersion}. Reading is strict: unknown, duplicate and
 * missing members are refused, sizes are bounded, and no error repeats what the document said.
 * Writing is deterministic: equal values give equal bytes.
 */
@NullMarked
package io.jotgate.issuer.model;

import org.jspecify.annotations.NullMarked;
