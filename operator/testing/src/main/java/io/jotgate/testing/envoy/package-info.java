/**
 * A real Envoy process as a test runs it: configuration files that change like in a pod, a client
 * that sends exactly what it is told, an upstream that tells what it got.
 */
@NullMarked
package io.jotgate.testing.envoy;

import org.jspecify.annotations.NullMarked;
