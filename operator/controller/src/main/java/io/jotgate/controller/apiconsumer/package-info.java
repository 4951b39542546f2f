/** ApiConsumer: its API key, the hashes that issuers read, and whether issuers take it. */
@NullMarked
package io.jotgate.controller.apiconsumer;

import org.jspecify.annotations.NullMarked;
