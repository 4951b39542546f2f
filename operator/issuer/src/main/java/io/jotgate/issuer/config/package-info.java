/** What is mounted: reading it, watching it, deciding what of it comes into force. */
@NullMarked
package io.jotgate.issuer.config;

import org.jspecify.annotations.NullMarked;
