/** What a token says besides what each token says: claims by the mappings of the issuer. Pure. */
@NullMarked
package io.jotgate.issuer.claims;

import org.jspecify.annotations.NullMarked;
