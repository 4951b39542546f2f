/**
 * A JwtIssuer: its keys, its token service and what its status says.
 *
 * <p>One reconcile gathers everything it reads, resolves the spec, lets the key ring take its next
 * steps, applies the objects of the token service, asks the pods what they have loaded, and
 * reports.
 */
@NullMarked
package io.jotgate.controller.jwtissuer;

import org.jspecify.annotations.NullMarked;
