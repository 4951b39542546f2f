/** Tests of what Envoy gets and of what it makes of it. */
@NullMarked
package io.jotgate.policy.render.envoy;

import org.jspecify.annotations.NullMarked;
