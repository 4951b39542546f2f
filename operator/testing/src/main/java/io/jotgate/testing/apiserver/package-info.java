/** A real kube-apiserver with etcd for tests, and what the chart installs into it. */
@NullMarked
package io.jotgate.testing.apiserver;

import org.jspecify.annotations.NullMarked;
