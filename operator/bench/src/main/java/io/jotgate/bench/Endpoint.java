package io.jotgate.bench;

/**
 * Where a server on loopback listens.
 *
 * @param port TCP port
 * @param tls HTTPS; else plain HTTP
 */
record Endpoint(int port, boolean tls) {}
