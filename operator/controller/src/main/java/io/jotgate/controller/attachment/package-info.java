/**
 * How a policy is attached to a workload: the ConfigMaps that its sidecars mount, whether every pod
 * has a sidecar and nothing goes past it, and what is known of all that.
 */
@NullMarked
package io.jotgate.controller.attachment;

import org.jspecify.annotations.NullMarked;
