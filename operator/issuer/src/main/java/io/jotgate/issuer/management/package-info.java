/** The HTTP interface that the kubelet, Prometheus and the operator use. */
@NullMarked
package io.jotgate.issuer.management;

import org.jspecify.annotations.NullMarked;
