/** What Prometheus is told. */
@NullMarked
package io.jotgate.issuer.metrics;

import org.jspecify.annotations.NullMarked;
