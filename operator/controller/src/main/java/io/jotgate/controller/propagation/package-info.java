/** Asking pods what they have loaded: the acknowledgements that a rotation waits for. */
@NullMarked
package io.jotgate.controller.propagation;

import org.jspecify.annotations.NullMarked;
