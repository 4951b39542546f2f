/** JSON that readers should accept, refuse, or decide about. */
@NullMarked
package io.jotgate.testing.json;

import org.jspecify.annotations.NullMarked;
