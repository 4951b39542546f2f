/** HTTP/1.1 on the wire, for tests that need every byte in their hands. */
@NullMarked
package io.jotgate.testing.http;

import org.jspecify.annotations.NullMarked;
