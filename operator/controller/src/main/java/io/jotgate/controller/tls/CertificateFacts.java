package io.jotgate.controller.tls;

import java.time.Instant;
import java.util.SortedSet;

/**
 * What is known of a stored certificate, without the certificate.
 *
 * @param notBefore start of its validity
 * @param notAfter end of its validity
 * @param names subject alternative names, DNS names and IP addresses alike
 * @param keyMatches whether the private key stored beside it belongs to it
 * @param signedByAuthority whether the certificate authority of the issuer signed it
 */
public record CertificateFacts(
    Instant notBefore,
    Instant notAfter,
    SortedSet<String> names,
    boolean keyMatches,
    boolean signedByAuthority) {}
