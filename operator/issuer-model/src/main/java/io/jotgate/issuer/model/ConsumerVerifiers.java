package io.jotgate.issuer.model;

/**
 * What one ApiConsumer brings to the credentials of its issuers: the content of {@code
 * verifiers.json} in its verifiers Secret.
 *
 * @param consumer the consumer with the hashes of its keys
 */
public record ConsumerVerifiers(ConsumerEntry consumer) {}
