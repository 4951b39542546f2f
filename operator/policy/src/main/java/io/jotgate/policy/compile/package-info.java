/**
 * From the ProtectedRoutes of one workload to the policy and the trust of its proxies.
 *
 * <p>What is wrong with a route is a value for its status, never an exception: a bad route refuses
 * its own paths and disturbs no other.
 */
@NullMarked
package io.jotgate.policy.compile;

import org.jspecify.annotations.NullMarked;
