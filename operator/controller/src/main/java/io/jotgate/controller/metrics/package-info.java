/** What Prometheus is told about the operator and the keys that it rotates. */
@NullMarked
package io.jotgate.controller.metrics;

import org.jspecify.annotations.NullMarked;
