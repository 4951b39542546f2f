/** The whole system on a real node: the chart, the images, the sidecars, real requests. */
@NullMarked
package io.jotgate.e2e;

import org.jspecify.annotations.NullMarked;
