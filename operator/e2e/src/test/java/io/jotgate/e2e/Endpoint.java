package io.jotgate.e2e;

import io.vertx.core.net.SocketAddress;

/**
 * One pod as clients outside the cluster reach it.
 *
 * @param pod its name
 * @param host the name that requests carry
 * @param address where they go
 */
record Endpoint(String pod, String host, SocketAddress address) {}
