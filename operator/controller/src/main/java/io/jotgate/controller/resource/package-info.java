/**
 * Names, labels, owner references and null-safe reading of Kubernetes objects.
 *
 * <p>fabric8 returns null for whatever an object does not carry; all reading of such fields goes
 * through this package.
 */
@NullMarked
package io.jotgate.controller.resource;

import org.jspecify.annotations.NullMarked;
