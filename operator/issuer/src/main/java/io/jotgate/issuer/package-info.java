/** The token service: a process without access to Kubernetes. */
@NullMarked
package io.jotgate.issuer;

import org.jspecify.annotations.NullMarked;
