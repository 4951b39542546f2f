/** The operator: its settings, its wiring and its main. */
@NullMarked
package io.jotgate.controller;

import org.jspecify.annotations.NullMarked;
