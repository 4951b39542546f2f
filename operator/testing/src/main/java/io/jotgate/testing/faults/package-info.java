/** A proxy between a client and a real kube-apiserver that makes one thing go wrong. */
@NullMarked
package io.jotgate.testing.faults;

import org.jspecify.annotations.NullMarked;
