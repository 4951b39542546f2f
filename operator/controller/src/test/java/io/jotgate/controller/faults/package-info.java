/** An API server that fails on command. */
@NullMarked
package io.jotgate.controller.faults;

import org.jspecify.annotations.NullMarked;
