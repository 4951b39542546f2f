/**
 * The one reader and the one writer of JSON for what comes from outside or is signed: tokens, keys,
 * requests, and the files between operator and token service.
 */
@NullMarked
package io.jotgate.keys.json;

import org.jspecify.annotations.NullMarked;
