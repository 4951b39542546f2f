/** TokenRevocation: its status, and its end. */
@NullMarked
package io.jotgate.controller.tokenrevocation;

import org.jspecify.annotations.NullMarked;
