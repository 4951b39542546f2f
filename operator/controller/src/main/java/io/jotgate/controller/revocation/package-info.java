/**
 * What a TokenRevocation names and until when: pure functions that its status and the policy of
 * workloads both call, so that both say the same.
 */
@NullMarked
package io.jotgate.controller.revocation;

import org.jspecify.annotations.NullMarked;
