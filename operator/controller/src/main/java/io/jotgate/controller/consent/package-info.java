/**
 * Who may use whom: pure functions that both sides of a reference call, so that both say the same.
 */
@NullMarked
package io.jotgate.controller.consent;

import org.jspecify.annotations.NullMarked;
