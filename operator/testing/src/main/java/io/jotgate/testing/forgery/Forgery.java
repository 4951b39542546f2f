package io.jotgate.testing.forgery;

/**
 * One token.
 *
 * @param kind what it tries, such as {@code alg-none}; one of {@link ForgedTokens#kinds()}
 * @param standing what must become of it
 * @param alg algorithm of the trusted key that it was made for
 * @param token in compact form, or what pretends to be that
 */
public record Forgery(String kind, Standing standing, String alg, String token) {}
