package io.jotgate.keys;

/**
 * What the verifiers of one route say that they have loaded.
 *
 * @param name how a person finds it: the route, or the pod that lags
 * @param epoch lowest ring epoch among its ready pods; 0 if one has not answered
 * @param ready whether it has a ready pod; without one nobody waits for it
 */
public record VerifierAcknowledgement(String name, long epoch, boolean ready) {}
