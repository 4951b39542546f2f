/** Conditions as kstatus and the Gateway API understand them. */
@NullMarked
package io.jotgate.controller.status;

import org.jspecify.annotations.NullMarked;
