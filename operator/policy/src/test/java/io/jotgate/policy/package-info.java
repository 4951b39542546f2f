/** Tests of policies, from resources to a running proxy. */
@NullMarked
package io.jotgate.policy;

import org.jspecify.annotations.NullMarked;
