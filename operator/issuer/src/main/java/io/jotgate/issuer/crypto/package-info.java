/** Which cryptographic provider signs. */
@NullMarked
package io.jotgate.issuer.crypto;

import org.jspecify.annotations.NullMarked;
