/**
 * The certificates of a token service: a certificate authority of its own and leaves that renew.
 */
@NullMarked
package io.jotgate.controller.tls;

import org.jspecify.annotations.NullMarked;
