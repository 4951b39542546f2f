package io.jotgate.issuer.claims;

import io.jotgate.issuer.model.ConsumerEntry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What claims may be made of.
 *
 * @param consumer who asks
 * @param credentialName name of the credential that it used
 * @param credentialId public id of that credential
 * @param credentialType ApiKey, Basic or PrivateKeyJwt
 * @param body the {@code claims} of the request's body; empty without any
 * @param headers all values of a request header
 */
public record ClaimsRequest(
    ConsumerEntry consumer,
    String credentialName,
    String credentialId,
    String credentialType,
    Map<String, @Nullable Object> body,
    Function<String, List<String>> headers) {}
