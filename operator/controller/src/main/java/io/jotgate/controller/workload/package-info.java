/** The policy of one workload: compiled of all its routes, written, and seen to be loaded. */
@NullMarked
package io.jotgate.controller.workload;

import org.jspecify.annotations.NullMarked;
